import { compile } from 'html-to-text';

const left = ['img', 'picture', 'svg', 'video', 'audio', 'canvas', 'iframe', 'object', 'embed', 'script'];

const convert = compile({
  wordwrap: false,
  // The converter calls itself for what is inside: depth that no page needs would take the stack.
  limits: { maxDepth: 200, ellipsis: '' },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'blockquote', format: 'block' },
    { selector: 'hr', format: 'lineBreak' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
    { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
    ...[...left, 'style', 'head'].map((selector) => ({ selector, format: 'skip' })),
  ],
});

/** A `<` or `&` that begins nothing is a character like others: "a < b & c" stays as it is. */
const markup = /<[a-z/!?]|&[#a-z]/i;

/** The text of what may be HTML: styles, images and videos are left out, links keep their text. What has no markup is as it was. */
export const plainText = (html: string): string => (markup.test(html) ? convert(html) : html);

/** What `plainText` makes this very text of. */
export const asHtml = (text: string): string =>
  markup.test(text)
    ? `<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</pre>`
    : text;
