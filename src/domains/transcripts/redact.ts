import type { FeedTranscriptLine, FeedTranscript } from '../shared/feed-ports.ts';

/*
 * Removes user ids, passwords and one-time codes from chats. The patterns look for English context: a word such as "code" or "user id" in
 * the line itself, or in the question that the line answers. Secrets without such context are not found.
 */

const redacted = '[redacted]';

const code = String.raw`\b(?:pass)?codes?\b|\bpasswords?\b|\bpin\b|\botp\b|\btan\b|\bone-?time\b`;
const userId = String.raw`\b(?:user|log-?in|sign-?in|member|account|customer)[ -]?(?:ids?|names?|numbers?)\b`;
const secret = `(?:${code}|${userId})`;
const codeWord = new RegExp(code, 'i');
/** 4 to 10 digits, grouped or not, that are not part of a longer word or number. */
const digits = /(?<![\w.,-])\d(?:[ -]?\d){3,9}(?![\w-])/g;
/** Matches `my user id is jcustomer1` and `password: x7Kp`. */
const namedSecret = new RegExp(
  String.raw`(${secret}(?:\s+(?:is|was)\b)?\s*[:=]?\s*["'“‘]?)([^\s"'”’,;?!]+)`,
  'gi',
);
const question = new RegExp(
  String.raw`\b(?:what|which|enter|provide|give|send|tell|type|confirm|need|share)\b[^.!?\n]{0,60}?${secret}|${secret}[\s,]{0,3}(?:please\s?)?\?`,
  'i',
);
/** Matches `it is jcustomer` and `sure: jcustomer`. */
const statedValue = /((?:\b(?:is|it['’]?s)\s|:\s?)["'“‘]?)([^\s"'”’,;?!]+)/gi;
const word = /[^\s"“”‘’,;?!]+/g;
/** Words that answer a question without a secret, or follow the name of a secret without being one. */
const harmless = new Set(
  `a again all also an and any are as at be because been being blocked but by can correct did do does done expired fine first for from great
   has have hello hey hi how i if in incorrect invalid is it its just locked missing moment my needed new no none nope not now of off ok okay
   on one only or perfect please recovery required reset right same second so sorry still sure thank thanks that the then there they this to
   too updated wait was we what when where which who why will with wrong yeah yep yes you your`.split(/\s+/),
);
/** Number of lines after a question that count as its answer. */
const maxAnswers = 3;

const isHarmless = (text: string): boolean => harmless.has(text.toLowerCase().replace(/[.:]+$/, ''));
/** Keeps the points at the end of the sentence. */
const hide = (text: string): string => `${redacted}${/\.*$/.exec(text)?.[0] ?? ''}`;
const looksLikeId = (text: string): boolean => text.length >= 4 && /[\d@_]/.test(text);
const isWord = (text: string): boolean => /^[a-z]+\.*$/i.test(text);

function redactLine(text: string, isAnswer: boolean): string {
  let shown = codeWord.test(text) || isAnswer ? text.replace(digits, redacted) : text;
  shown = shown.replace(namedSecret, (whole, before: string, value: string) => {
    // A plain word, as in "the code expires" or "password reset", is a secret only after `is`, `was`, `:` or `=`.
    const isStated = /(?:is|was|[:=])\s*["'“‘]?$/i.test(before);
    return isHarmless(value) || (isWord(value) && !isStated) || value.startsWith(redacted)
      ? whole
      : before + hide(value);
  });
  if (!isAnswer) return shown;
  const words = shown.match(word) ?? [];
  const [only] = words;
  if (words.length === 1 && only !== undefined && !only.startsWith(redacted) && !isHarmless(only))
    return shown.replace(only, () => hide(only));
  return shown
    .replace(statedValue, (whole, before: string, value: string) =>
      isHarmless(value) || value.startsWith(redacted) ? whole : before + hide(value),
    )
    .replace(word, (value) => (looksLikeId(value) ? hide(value) : value));
}

/** Returns the transcript without user ids, passwords and one-time codes. */
export function redactChat({ sessionId, lines }: FeedTranscript): FeedTranscript {
  let asker: string | undefined;
  let answers = 0;
  return {
    sessionId,
    lines: lines.map((line): FeedTranscriptLine => {
      const side = line.direction ?? line.member;
      const isAnswer = asker !== undefined && side !== asker && answers < maxAnswers;
      if (isAnswer) answers += 1;
      else if (side === asker) asker = undefined;
      const text = redactLine(line.text, isAnswer);
      if (question.test(line.text)) {
        asker = side;
        answers = 0;
      }
      return { ...line, text };
    }),
  };
}
