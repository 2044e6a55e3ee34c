import fc, { type Arbitrary } from 'fast-check';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLNamedType,
} from 'graphql';
import { faultySchema, runBoth, validationErrors } from './faulty-schema.ts';

/** Draws a value of an arbitrary. */
type Draw = (arbitrary: () => Arbitrary<number>) => number;

interface Variable {
  readonly definition: string;
  readonly value: unknown;
}

const literals: Record<string, readonly string[]> = {
  ID: ['"x"', '7', 'null'],
  String: ['"s"', '""', '"__MAGIC_NAN__57f286b9_4c20_487f_b409_79804ddcb4f8"', 'null'],
  Int: ['0', '3', 'null'],
  Anything: ['{ a: [1, "b", 2.5] }', '"x"', 'null'],
  Bag: ['"b"', 'null'],
  Boolean: ['true', 'false'],
  Stamp: ['"2020-01-01T00:00:00.000Z"', 'null'],
  Color: ['RED', 'GREEN'],
  Where: ['{}', '{ color: GREEN }', '{ near: { y: 2 }, and: [{ color: RED }, {}] }', 'null'],
  One: ['{ byId: "1" }', '{ byAge: 2 }', '{ byPoint: { x: 3 } }'],
};
const values: Record<string, readonly unknown[]> = {
  ID: ['x', 7],
  String: ['s', ''],
  Int: [0, 2, 'no number'],
  Boolean: [true, false],
  Anything: [{ a: [null] }, 'x'],
  Bag: ['b'],
  Stamp: ['2020-01-01', 'no stamp'],
  Color: ['RED', 'BLUE'],
  Where: [{}, { color: 'GREEN', and: [{ near: { x: 1 } }, { color: null }] }, { near: { z: 1 } }],
  One: [{ byId: '1' }, { byId: '1', byAge: 2 }, { byId: null }, { byPoint: { y: 1 } }],
};

/** Generates a random valid operation with all constructs of the language. */
class OperationGenerator {
  readonly #draw: Draw;
  readonly variables = new Map<string, Variable>();
  readonly #fragments: string[] = [];
  #fields = 0;

  constructor(draw: Draw) {
    this.#draw = draw;
  }

  generate(): string {
    const mutation = this.#pick([true, false, false, false]);
    const root = mutation ? faultySchema.getMutationType() : faultySchema.getQueryType();
    if (!root) throw new Error('The schema has no roots.');
    const selection = this.#selection(root, 0);
    const definitions = [...this.variables.values()].map(({ definition }) => definition).join(' ');
    return `${mutation ? 'mutation' : 'query'} It${definitions === '' ? '' : `(${definitions})`} ${selection} ${this.#fragments.join(' ')}`;
  }

  #pick<Value>(options: readonly Value[]): Value {
    // Drawn by index, so that a counterexample is a list of numbers.
    const option = options[this.#draw(() => fc.nat(options.length - 1))];
    if (option === undefined && options.length === 0) throw new Error('Nothing to pick from.');
    return option as Value;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    const parts = ['__typename'];
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const count = this.#pick([1, 2, 3]);
    for (let n = 0; n < count; n++) {
      const field = fields.length === 0 ? undefined : this.#pick(fields);
      if (field !== undefined && this.#pick([true, true, false])) {
        const child = getNamedType(field.type);
        const composite = isCompositeType(child);
        if (composite && (depth >= 4 || this.#fields > 30)) continue;
        // Half of the fields have a unique alias. Fields without an alias have no arguments, so that they can merge.
        const required = field.args.some(({ type: argument }) => String(argument).endsWith('!'));
        const aliased = required || this.#pick([true, false]);
        const alias = aliased ? `a${this.#fields++}: ` : '';
        const args = aliased ? this.#arguments(field.args) : '';
        parts.push(
          `${alias}${field.name}${args}${this.#condition()}${composite ? ` ${this.#selection(child, depth + 1)}` : ''}`,
        );
      } else parts.push(this.#fragment(type, depth));
    }
    return `{ ${parts.join(' ')} }`;
  }

  #fragment(type: GraphQLNamedType, depth: number): string {
    const conditions: readonly GraphQLNamedType[] = isAbstractType(type)
      ? [type, ...faultySchema.getPossibleTypes(type)]
      : isObjectType(type)
        ? [type, ...type.getInterfaces()]
        : [type];
    const condition = this.#pick(conditions);
    if (depth >= 4) return '__typename';
    const body = this.#selection(condition, depth + 1);
    if (this.#pick([true, false])) return `... on ${condition.name}${this.#condition()} ${body}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${condition.name} ${body}`);
    const spread = `...${name}${this.#condition()}`;
    return this.#pick([true, false]) ? `${spread} ...${name}${this.#condition()}` : spread;
  }

  #arguments(args: readonly GraphQLArgument[]): string {
    const given = args.flatMap(({ name, type, defaultValue }) => {
      const text = String(type);
      const required = text.endsWith('!') && defaultValue === undefined;
      if (!required && this.#pick([true, false])) return [];
      return [`${name}: ${this.#pick([true, false]) ? this.#variable(text) : this.#literal(text)}`];
    });
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }

  /** @param fixed whether variables are forbidden, as in a default value */
  #literal(type: string, fixed = false): string {
    const named = type.replaceAll(/[[\]!]/g, '');
    if (!fixed && !type.startsWith('[') && this.#pick([true, false])) {
      if (named === 'Where')
        return `{ color: ${this.#variable('Color')} near: { x: ${this.#variable('Int!')} y: ${this.#variable('Int')} } }`;
      if (named === 'One') return `{ byId: ${this.#variable('ID!', true)} }`;
      if (named === 'Anything') return `{ a: ${this.#variable('Anything')} }`;
    }
    if (!fixed && type === '[Int]' && this.#pick([true, false])) return `[1, ${this.#variable('Int')}]`;
    const options = (literals[named] ?? ['null']).filter((text) => text !== 'null' || !type.includes('!'));
    return type.startsWith('[') ? `[${this.#pick(options)}]` : this.#pick(options);
  }

  /** @param strict whether the variable is declared with exactly this type and no default value */
  #variable(type: string, strict = false): string {
    const name = `v${this.variables.size}`;
    const named = type.replaceAll(/[[\]!]/g, '');
    const value = this.#pick([...(values[named] ?? [null]), null]);
    const list = type.startsWith('[');
    const fallback =
      !strict && this.#pick([true, false]) ? ` = ${this.#literal(`${type.replaceAll('!', '')}!`, true)}` : '';
    // A nullable variable with a default value is allowed at a non-null position.
    const declared = fallback === '' ? type : type.replace(/!$/, '');
    this.variables.set(name, {
      definition: `$${name}: ${declared}${fallback}`,
      value: this.#pick([true, true, true, false]) ? (list ? [value] : value) : undefined,
    });
    return `$${name}`;
  }

  #condition(): string {
    const directive = this.#pick(['', '', '', '@skip', '@include']);
    if (directive === '') return '';
    const condition = this.#pick(['true', 'false', 'variable']);
    if (condition !== 'variable') return ` ${directive}(if: ${condition})`;
    const name = this.#pick(['yes', 'no']);
    this.variables.set(name, { definition: `$${name}: Boolean!`, value: name === 'yes' });
    return ` ${directive}(if: $${name})`;
  }
}

test('compiled execution and graphql-js give the same answer to every operation', async () => {
  const engines = { compiled: 0, interpreted: 0 };
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (draw) => {
      const generator = new OperationGenerator(draw);
      const query = generator.generate();
      // Fields with the same name can have types that do not merge.
      fc.pre(validationErrors(query).length === 0);
      const variables = Object.fromEntries(
        [...generator.variables].flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])),
      );
      const both = await runBoth(query, variables);
      engines[both.engine]++;
      expect({ query, variables, ...both.compiled }).toEqual({ query, variables, ...both.interpreted });
      expect({ query, variables, ...both.interpreted }).toEqual({ query, variables, ...both.graphqlJs });
    }),
    { seed: 20_261_121, numRuns: 2000, endOnFailure: true },
  );
  // Guards against a test without compiled operations.
  expect(engines.compiled).toBeGreaterThan(engines.interpreted);
}, 60_000);
