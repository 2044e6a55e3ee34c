import type { FeedTranscriptLine, FeedTranscript } from '../shared/feed-ports.ts';

/*
 * Removes user ids, passwords, PINs, one-time codes and numbers of payment cards from chats. The patterns look for English context: a word
 * such as "code" or "user id", or "use … to log in", in the line itself, or in the line that it answers. Secrets without such context are not
 * found. docs/feeds.md states the measured recall.
 */

const redacted = '[redacted]';

const code = String.raw`\b(?:pass)?(?:code|word|phrase)s?\b(?<!\bwords?|\bphrases?)|\bpw\b|\bpwd\b|\bpin\b|\botp\b|\b[im]?tan\b|\b(?:cvv|cvc|csc)2?\b`;
const userId = String.raw`\b(?:user|log-?in|sign-?in|member|account|customer)[ -]?(?:ids?|names?|numbers?)\b|\blog-?in(?=\s?[:=])`;
const secret = `(?:${code}|${userId})`;
const codeWord = new RegExp(code, 'i');
/** Kinds of codes that are no secrets, and other meanings of `PIN` and `tan`. */
const harmlessCodes =
  /\b(?:promo(?:tion(?:al)?)?|discount|voucher|coupon|zip|post(?:al)?|area|country|dial(?:l?ing)?|error|status|product|item|sku|source|qr|bar|dress|tracking|booking|reservation|reference|referral|sort|swift|currency|colou?r|language|airport|store|tax|exit|response|http|model|serial|order)[ -]?codes?\b|\bcode lock\b|\bpin (?:pads?|boards?)\b|\b(?:a|safety|drawing|will|to) pin\b|\b(?:a|nice|the|some|sun) tan\b/gi;

/** 4 to 10 digits, grouped or not, that are not part of a longer word or number. */
const digits = /(?<![\w.,+#$€£-]|[$€£]\s|\d[ -])\d(?:[ -]?\d){3,9}(?![\w%€$£-]|[.,]\d)/g;
const cardNumber = /(?<![\w.,-])\d(?:[ -]?\d){12,18}(?![\w-])/g;
const cardCheck =
  /(\b(?:cvv|cvc|csc)2?\b|\bsecurity code\b|\b(?:three|3|four|4) digits\b)([^\d\n]{0,30}?)\b\d{3,4}\b(?!-)/gi;

/** Precedes a number that is no secret: its name, such as `order number`, or a month. */
const otherNumber =
  /\b(?:orders?|invoices?|tickets?|cases?|bookings?|reservations?|references?|ref|flights?|rooms?|items?|articles?|skus?|models?|serial|tracking|parcels?|contracts?|polic(?:y|ies)|phone|mobile|tel|telephone|call|dial|extensions?|ext|fax|page|version|size|year|since|in|until|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|eur|usd|gbp|chf)\b\.?(?:\s+(?:no|nr|number|id|is|was|of|between)\b\.?|\s*[#:])*\s*$/i;
/** Follows a number that counts or measures something. */
const unit =
  /^\s*(?:minutes?|mins?|hours?|hrs?|seconds?|secs?|days?|weeks?|months?|years?|characters?|letters?|digits?|people|users?|customers?|items?|pieces?|points?|times?|grams?|kg|km|miles?|meters?|metres?|eur|euros?|usd|dollars?|gbp|pounds?|chf|percent|in stock)\b/i;
const date = /^(?:\d{4}-\d{2}-\d{2}|\d{2}-\d{2}-\d{4})$/;

/** A word that can have `!` and `?` inside. */
const token = String.raw`[^\s"'“”‘’,;?!()](?:[^\s"'“”‘’,;()]*[^\s"'“”‘’,;?!()])?`;
const value = String.raw`["'“‘(]?)(${token})`;
/** Matches `my user id is jcustomer1`, `password: x7Kp` and `one-time code for your account is aX977b`. */
const statedSecret = new RegExp(
  String.raw`(${secret}(?:\s+(?:number|for|to|of|on)\b(?:\s+[\w-]+){0,3}?)?(?:(?:,?\s+which)?\s+(?:is|was|reads?)\b|['’]s\b|\s?[:=])\s*[:=]?\s*${value}`,
  'gi',
);
/** Matches `PIN 0815`, `access code – x7Kp` and `changed my pin to 9753`. */
const adjacentSecret = new RegExp(String.raw`(${secret}(?:\s+(?:to|number))?\s+(?:[-–—]\s+)?${value}`, 'gi');
/** Matches `aX977b is your code` and `Winter-99 as my new password`. */
const secretBeforeName = new RegExp(
  String.raw`(?<![^\s"'“”‘’,;()])(${token})(["'”’)]?\s+(?:is|was|as)\s+(?:your|the|my|our|a)\s+(?:[\w-]+\s+){0,2}?${secret})`,
  'gi',
);
const signIn = String.raw`(?:(?:log|sign)[ -]?(?:in|on)|login|verify|verification|authenticate|authori[sz]e|confirm|unlock|access|continue)\b`;
/** Matches `please use 128751 to log in`. */
const usedToSignIn = new RegExp(
  String.raw`(\b(?:use|enter|type|input|try|reply with|with|using|provide|send)\s+["'“‘]?)(${token})(?=["'”’]?\s+(?:to|when you|for)\s+(?:[\w-]+\s+){0,2}?${signIn})`,
  'gi',
);
/** Matches `to sign in, enter 90817` and `log in with 90817`. */
const signInWith = new RegExp(
  String.raw`(\b${signIn}[^.!?\n\d]{0,40}?\b(?:use|enter|type|input|with|using)\s+["'“‘]?)(${token})`,
  'gi',
);
/** Matches `G-552871`. */
const prefixedCode = /(?<![\w-])[A-Z]-\d{4,8}(?![\w-])/g;

const question = new RegExp(
  String.raw`\b(?:what|which|enter|provide|give|send|tell|type|confirm|need|share|read|have|had)\b[^.!?\n]{0,60}?(?:${secret}|card number|authenticator)|(?:${secret}|card number|digits on the back)[\s,]{0,3}(?:please\s?)?\?|${secret}\.\s+what\b`,
  'i',
);
/** Matches `it is jcustomer`, `that was AB12CD` and `sure: jcustomer`. */
const statedValue = /((?:\b(?:is|was|says|reads|it['’]?s)\s|:\s?)["'“‘]?)([^\s"'”’,;?!]+)/gi;
const word = /[^\s"“”‘’,;?!]+/g;
/** Words that answer a question without a secret, or follow the name of a secret without being one. */
const harmless = new Set(
  `a accepted again all also always an and any are as at be because been being below blocked but by can changed correct did different do does
   done empty enough expired expiring fine first for from good great has have hello hey hi how i if in incorrect invalid is it its just letter
   locked long missing moment must my needed new no none nope not now of off ok okay old on one only or out perfect please protected recognised
   recognized recovery required reset right safe same second secure sent short so sold sorry still strong sure thank thanks that the then there
   they this to too unknown updated used using valid wait was we weak what when where which who why will with working wrong yeah yep yes you
   your`.split(/\s+/),
);
/** Number of lines after a question that count as its answer. */
const maxAnswers = 3;

const isHarmless = (text: string): boolean => harmless.has(text.toLowerCase().replace(/[.:]+$/, ''));
/** Keeps the points at the end of the sentence. */
const hide = (text: string): string => `${redacted}${/\.*$/.exec(text)?.[0] ?? ''}`;
const isDate = (text: string): boolean => date.test(text.replace(/\.+$/, ''));
const looksLikeId = (text: string): boolean => text.length >= 4 && /[\d@_]/.test(text) && !isDate(text);
const looksLikeCode = (text: string): boolean =>
  text.length >= 4 && /\d/.test(text) && !isDate(text) && !/^\d+(?:[.,:]\d+)+$/.test(text);
const isHidden = (text: string): boolean => text.startsWith(redacted);

/** The check sum of payment cards. */
function isCardNumber(text: string): boolean {
  const digitsOf = text.match(/\d/g) ?? [];
  const sum = digitsOf.reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Hides 4 to 10 digits, unless they are a date, an amount, or a number with a name of its own. */
const hideDigits = (text: string): string =>
  text.replace(digits, (found: string, at: number) =>
    date.test(found) || otherNumber.test(text.slice(0, at)) || unit.test(text.slice(at + found.length))
      ? found
      : redacted,
  );

function redactLine(text: string, isAnswer: boolean): string {
  let shown = text
    .replace(cardNumber, (found) => (isCardNumber(found) ? redacted : found))
    .replace(cardCheck, `$1$2${redacted}`);
  if (codeWord.test(shown.replaceAll(harmlessCodes, '')) || isAnswer) shown = hideDigits(shown);
  if (shown.search(harmlessCodes) < 0) shown = redactUsed(redactNamed(shown));
  return isAnswer ? redactAnswer(shown) : shown;
}

/** Hides values beside the name of a secret. */
const redactNamed = (text: string): string =>
  text
    .replace(secretBeforeName, (whole, value: string, after: string) =>
      looksLikeCode(value) && !isHidden(value) ? redacted + after : whole,
    )
    // A plain word, as in "the code expires" or "password reset", is a secret only after `is`, `was`, `:` or `=`.
    .replace(statedSecret, (whole, before: string, stated: string) =>
      isHarmless(stated) || isHidden(stated) || isDate(stated) ? whole : before + hide(stated),
    )
    .replace(adjacentSecret, (whole, before: string, adjacent: string) =>
      looksLikeId(adjacent) ? before + hide(adjacent) : whole,
    );

/** Hides values that are used to sign in. */
function redactUsed(text: string): string {
  const replace = (whole: string, before: string, value: string): string =>
    looksLikeCode(value) && !isHidden(value) && !otherNumber.test(before) ? before + hide(value) : whole;
  return text.replace(usedToSignIn, replace).replace(signInWith, replace).replace(prefixedCode, redacted);
}

function redactAnswer(text: string): string {
  const words = text.match(word) ?? [];
  const [only] = words;
  if (words.length === 1 && only !== undefined && !isHidden(only) && !isHarmless(only))
    return text.replace(only, () => hide(only));
  return text
    .replace(statedValue, (whole, before: string, value: string) =>
      isHarmless(value) || isHidden(value) ? whole : before + hide(value),
    )
    .replace(word, (value) => (looksLikeId(value) ? hide(value) : value));
}

/** Returns the transcript without user ids, passwords, PINs, one-time codes and numbers of payment cards. */
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
