import { compile } from 'html-to-text';

const left = ['img', 'picture', 'svg', 'video', 'audio', 'canvas', 'iframe', 'object', 'embed', 'script'];

const convert = compile({
  formatters: {
    cell(element, walk, builder) {
      walk(element.children, builder);
      builder.addInline(' ');
    },
  },
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
    // Cells one after another: to lay a table out trusts the spans that it claims.
    { selector: 'table', format: 'block' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    ...['td', 'th'].map((selector) => ({ selector, format: 'cell' })),
    // Nor are its numbers trusted.
    { selector: 'ol', format: 'unorderedList' },
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
