import ts from 'typescript';

/** A small wrong change of a source file: the text from `start` to `end` becomes `replacement`. */
export interface Mutation {
  readonly file: string;
  /** The rule that made the change. */
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly line: number;
  /** Whether the change is outside of all functions, where code runs once when the module is loaded. */
  readonly isTopLevel: boolean;
}

type Change = Omit<Mutation, 'file' | 'line' | 'isTopLevel'>;
type Rule = (node: ts.Node, text: (node: ts.Node) => string) => Omit<Change, 'rule'> | undefined;

const operatorRule =
  (replacements: Partial<Record<ts.SyntaxKind, string>>): Rule =>
  (node) => {
    if (!ts.isBinaryExpression(node)) return undefined;
    const replacement = replacements[node.operatorToken.kind];
    return replacement === undefined ? undefined : replace(node.operatorToken, replacement);
  };

const replace = (node: ts.Node, replacement: string) => ({
  start: node.getStart(),
  end: node.end,
  replacement,
});

const isCondition = (node: ts.Node): boolean => {
  const { parent } = node;
  return (
    ((ts.isIfStatement(parent) || ts.isWhileStatement(parent)) && parent.expression === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node)
  );
};

const conditionRule =
  (value: 'true' | 'false'): Rule =>
  (node) =>
    ts.isExpression(node) && isCondition(node) ? replace(node, `(${value} as boolean)`) : undefined;

const isCall = (node: ts.Expression): boolean =>
  ts.isCallExpression(node) ||
  ((ts.isAwaitExpression(node) || ts.isVoidExpression(node)) && isCall(node.expression));

/** The rules by name. Each yields at most one change for a node. */
const rules: Readonly<Record<string, Rule>> = {
  'negate the comparison': operatorRule({
    [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
    [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
    [ts.SyntaxKind.EqualsEqualsToken]: '!=',
    [ts.SyntaxKind.ExclamationEqualsToken]: '==',
    [ts.SyntaxKind.LessThanToken]: '>=',
    [ts.SyntaxKind.LessThanEqualsToken]: '>',
    [ts.SyntaxKind.GreaterThanToken]: '<=',
    [ts.SyntaxKind.GreaterThanEqualsToken]: '<',
  }),
  'shift the bound': operatorRule({
    [ts.SyntaxKind.LessThanToken]: '<=',
    [ts.SyntaxKind.LessThanEqualsToken]: '<',
    [ts.SyntaxKind.GreaterThanToken]: '>=',
    [ts.SyntaxKind.GreaterThanEqualsToken]: '>',
  }),
  'swap the operator': operatorRule({
    [ts.SyntaxKind.AmpersandAmpersandToken]: '||',
    [ts.SyntaxKind.BarBarToken]: '&&',
    [ts.SyntaxKind.PlusToken]: '-',
    [ts.SyntaxKind.MinusToken]: '+',
  }),
  'drop the first operand': (node) => dropOperand(node, 'right'),
  'drop the last operand': (node) => dropOperand(node, 'left'),
  'take the condition as true': conditionRule('true'),
  'take the condition as false': conditionRule('false'),
  'remove the negation': (node, text) =>
    ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken
      ? replace(node, text(node.operand))
      : undefined,
  'replace the boolean': (node) =>
    node.kind === ts.SyntaxKind.TrueKeyword
      ? replace(node, 'false')
      : node.kind === ts.SyntaxKind.FalseKeyword
        ? replace(node, 'true')
        : undefined,
  'add one to the number': (node, text) =>
    ts.isNumericLiteral(node) && !ts.isPropertyAssignment(node.parent)
      ? replace(node, `(${text(node)} + 1)`)
      : undefined,
  'empty the string': (node) =>
    ts.isStringLiteral(node) && /^\S+$/.test(node.text) && !isName(node) ? replace(node, "''") : undefined,
  'empty the array': (node) =>
    ts.isArrayLiteralExpression(node) && node.elements.length > 0 && !ts.isSpreadElement(node.parent)
      ? replace(node, '[]')
      : undefined,
  'remove await': (node, text) =>
    ts.isAwaitExpression(node) && !ts.isForOfStatement(node.parent)
      ? replace(node, text(node.expression))
      : undefined,
  'remove the call': (node) =>
    ts.isExpressionStatement(node) && isCall(node.expression) ? replace(node, ';') : undefined,
  'return early': (node) =>
    ts.isBlock(node) &&
    node.statements.length > 1 &&
    (ts.isArrowFunction(node.parent) ||
      ts.isFunctionDeclaration(node.parent) ||
      ts.isMethodDeclaration(node.parent)) &&
    node.parent.asteriskToken === undefined
      ? { start: node.getStart() + 1, end: node.getStart() + 1, replacement: ' return undefined as never;' }
      : undefined,
};

/** Returns all mutations of a source file, in the order of the text. */
export function mutationsOf(file: string, source: string): readonly Mutation[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: Mutation[] = [];
  const visit = (node: ts.Node, isTopLevel: boolean): void => {
    if (hasNoEffect(node)) return;
    for (const [rule, change] of Object.entries(rules)) {
      const made = change(node, (one) => one.getText());
      if (made === undefined) continue;
      const { line } = tree.getLineAndCharacterOfPosition(made.start);
      found.push({ file, rule, line: line + 1, isTopLevel, ...made });
    }
    const isInside = isTopLevel && !ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => {
      visit(child, isInside);
    });
  };
  visit(tree, true);
  return found;
}

/** Returns the source after a mutation. */
export const mutate = (source: string, { start, end, replacement }: Mutation): string =>
  source.slice(0, start) + replacement + source.slice(end);

/** Types and imports have no effect when the program runs. */
const hasNoEffect = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node);

function dropOperand(node: ts.Node, kept: 'left' | 'right'): Omit<Change, 'rule'> | undefined {
  if (!ts.isBinaryExpression(node)) return undefined;
  const { kind } = node.operatorToken;
  const isLogical =
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken;
  return isLogical ? replace(node, `(${node[kept].getText()})`) : undefined;
}

/** Returns whether a string is the name of a module or a property, or belongs to a message. */
function isName(node: ts.StringLiteral): boolean {
  const { parent } = node;
  return (
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) &&
      /(?:Error|invalid|forbidden|warn|info|debug|error)$/.test(parent.expression.getText()))
  );
}
