/** A topic of a chat at Northlight Outfitters, a fictional shop. Customer and agent take turns; the customer starts. */
export interface Topic {
  readonly subject: string;
  readonly skill: string;
  /** Target of a transfer. */
  readonly otherSkill: string;
  readonly lines: readonly string[];
  /** Message of an invited colleague, visible to agents only. */
  readonly aside: string;
  readonly workCode: { readonly group: string; readonly name: string };
}

export const topics: readonly [Topic, ...Topic[]] = [
  {
    subject: 'Order not arrived',
    skill: 'orders',
    otherSkill: 'returns',
    lines: [
      'Hello, my tent was to arrive on Tuesday.',
      'Good to have you here. May I have the order number?',
      'NL-20417.',
      'It left our warehouse this morning, and will be with you tomorrow.',
      'That is in time for the weekend. Thank you!',
      'Have a dry one.',
    ],
    aside: 'The carrier lost a day in the storm.',
    workCode: { group: 'Orders', name: 'Late delivery' },
  },
  {
    subject: 'Return of boots',
    skill: 'returns',
    otherSkill: 'billing',
    lines: [
      'The boots are half a size too small. May I send them back?',
      'Of course, within 60 days. Have you worn them outside?',
      'Only in the kitchen.',
      'Then I have sent a label to your e-mail address. Would you like the next size?',
      'Yes, 43 please.',
      'It is on its way as soon as yours are here.',
    ],
    aside: 'Size 43 is in stock again from Monday.',
    workCode: { group: 'Returns', name: 'Size' },
  },
  {
    subject: 'Which sleeping bag?',
    skill: 'product-advice',
    otherSkill: 'orders',
    lines: [
      'Which sleeping bag is good for nights around freezing?',
      'The Fjell 200. Do you sleep warm or cold?',
      'Rather cold.',
      'Then take the Fjell 300: comfortable down to minus five.',
      'How heavy is it?',
      '980 grams, with its sack.',
      'I will take that one.',
      'A good choice. It is in your cart.',
    ],
    aside: 'We have 20 of the 300 left.',
    workCode: { group: 'Advice', name: 'Sold' },
  },
  {
    subject: 'Charged twice',
    skill: 'billing',
    otherSkill: 'team-lead',
    lines: [
      'You have taken the money for my stove twice.',
      'I am sorry. I see both payments, of the same minute.',
      'When do I get one back?',
      'I have sent it back now; banks take about three days.',
    ],
    aside: 'Known fault of the card terminal, ticket 311.',
    workCode: { group: 'Billing', name: 'Refund' },
  },
];

export const customerNames = [
  'Cora',
  'Hugo',
  'Lena',
  'Omar',
  'Ruth',
  'Teo',
  'Uma',
  'Vito',
  'Wanda',
  'Yves',
] as const;
