import type { FedLine, FedTranscript } from '../shared/chat-feed.ts';

/*
 * What lets somebody in is said in chats: user ids, and codes that are good once. It shows by what stands around it, in English: a word
 * such as "code" or "user id" in the line itself, or in the question that the line answers. Whoever writes it in another way is not caught.
 */

const redacted = '[redacted]';

const code = String.raw`\b(?:pass)?codes?\b|\bpasswords?\b|\bpin\b|\botp\b|\btan\b|\bone-?time\b`;
const userId = String.raw`\b(?:user|log-?in|sign-?in|member|account|customer)[ -]?(?:ids?|names?|numbers?)\b`;
const secret = `(?:${code}|${userId})`;
const codeWord = new RegExp(code, 'i');
/** Digits, in groups or not, that are no part of something longer. */
const digits = /(?<![\w.,-])\d(?:[ -]?\d){3,9}(?![\w-])/g;
/** `my user id is jcustomer1`, `password: x7Kp`. */
const named = new RegExp(String.raw`(${secret}(?:\s+(?:is|was)\b)?\s*[:=]?\s*["'“‘]?)([^\s"'”’,;?!]+)`, 'gi');
const asks = new RegExp(
  String.raw`\b(?:what|which|enter|provide|give|send|tell|type|confirm|need|share)\b[^.!?\n]{0,60}?${secret}|${secret}[\s,]{0,3}(?:please\s?)?\?`,
  'i',
);
/** `it is jcustomer`, `sure: jcustomer`. */
const told = /((?:\b(?:is|it['’]?s)\s|:\s?)["'“‘]?)([^\s"'”’,;?!]+)/gi;
const word = /[^\s"“”‘’,;?!]+/g;
/** What answers a question without telling what was asked for, and what follows the name of a secret without being one. */
const harmless = new Set(
  `a again all also an and any are as at be because been being blocked but by can correct did do does done expired fine first for from great
   has have hello hey hi how i if in incorrect invalid is it its just locked missing moment my needed new no none nope not now of off ok okay
   on one only or perfect please recovery required reset right same second so sorry still sure thank thanks that the then there they this to
   too updated wait was we what when where which who why will with wrong yeah yep yes you your`.split(/\s+/),
);
/** How many lines answer one question. */
const maxAnswers = 3;

const isHarmless = (text: string): boolean => harmless.has(text.toLowerCase().replace(/[.:]+$/, ''));
/** Without the point that ends the sentence. */
const hide = (text: string): string => `${redacted}${/\.*$/.exec(text)?.[0] ?? ''}`;
const looksLikeId = (text: string): boolean => text.length >= 4 && /[\d@_]/.test(text);
const isWord = (text: string): boolean => /^[a-z]+\.*$/i.test(text);

function redactLine(text: string, isAnswer: boolean): string {
  let shown = codeWord.test(text) || isAnswer ? text.replace(digits, redacted) : text;
  shown = shown.replace(named, (whole, before: string, value: string) => {
    // "The code expires", "password reset": a word of the sentence, unless it is said to be what it is.
    const isSaid = /(?:is|was|[:=])\s*["'“‘]?$/i.test(before);
    return isHarmless(value) || (isWord(value) && !isSaid) || value.startsWith(redacted)
      ? whole
      : before + hide(value);
  });
  if (!isAnswer) return shown;
  const words = shown.match(word) ?? [];
  const [only] = words;
  if (words.length === 1 && only !== undefined && !only.startsWith(redacted) && !isHarmless(only))
    return shown.replace(only, () => hide(only));
  return shown
    .replace(told, (whole, before: string, value: string) =>
      isHarmless(value) || value.startsWith(redacted) ? whole : before + hide(value),
    )
    .replace(word, (value) => (looksLikeId(value) ? hide(value) : value));
}

/** A transcript without the user ids and one-time codes that are said in it. */
export function redactChat({ sessionId, lines }: FedTranscript): FedTranscript {
  let asker: string | undefined;
  let answers = 0;
  return {
    sessionId,
    lines: lines.map((line): FedLine => {
      const side = line.direction ?? line.member;
      const isAnswer = asker !== undefined && side !== asker && answers < maxAnswers;
      if (isAnswer) answers += 1;
      else if (side === asker) asker = undefined;
      const text = redactLine(line.text, isAnswer);
      if (asks.test(line.text)) {
        asker = side;
        answers = 0;
      }
      return { ...line, text };
    }),
  };
}
