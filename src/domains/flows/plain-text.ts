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
  // The converter is recursive: the limit protects the stack.
  limits: { maxDepth: 200, ellipsis: '' },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'blockquote', format: 'block' },
    { selector: 'hr', format: 'lineBreak' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
    // Cells are written inline: a table layout would trust the spans in the markup.
    { selector: 'table', format: 'block' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    ...['td', 'th'].map((selector) => ({ selector, format: 'cell' })),
    // The list's numbers are not trusted either.
    { selector: 'ol', format: 'unorderedList' },
    ...[...left, 'style', 'head'].map((selector) => ({ selector, format: 'skip' })),
  ],
});

/** Matches markup. Other uses of `<` and `&` are text: "a < b & c" is not changed. */
const markup = /<[a-z/!?]|&[#a-z]/i;

/** Converts HTML to text without styles, images and videos; links keep their text. Text without markup is returned unchanged. */
export const plainText = (html: string): string => (markup.test(html) ? convert(html) : html);

/** Returns HTML that `plainText` converts back to the same text. */
export const asHtml = (text: string): string =>
  markup.test(text)
    ? `<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</pre>`
    : text;
