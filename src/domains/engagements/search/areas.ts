/** Letter of each KeywordArea, the prefix of its terms. Letters are stored: a new area needs a new letter. */
const areaLetters = {
  CHAT_LINE: 'c',
  SURVEY_ANSWER: 'a',
  SURVEY_QUESTION: 'q',
  VISITOR_INFO: 'v',
  PURCHASE: 'p',
  VIEWED_PRODUCT: 'w',
  CART_STATUS: 't',
  SERVICE_ACTIVITY: 's',
  VISITOR_ERROR: 'e',
  LEAD: 'l',
  CUSTOMER_INFO: 'u',
  MARKETING_CAMPAIGN_INFO: 'k',
  PERSONAL_INFO: 'n',
  MCS: 'm',
} as const;
export type KeywordArea = keyof typeof areaLetters;

/**
 * Returns the letter of an area's texts. Texts that not every caller may see have the capital letter, so that a search does not reveal
 * them.
 */
export const letterOf = (area: KeywordArea, isRestricted: boolean): string =>
  isRestricted ? areaLetters[area].toUpperCase() : areaLetters[area];

/** Areas that customers can neither see nor search. */
const staffAreas: ReadonlySet<KeywordArea> = new Set<KeywordArea>([
  'PURCHASE',
  'VIEWED_PRODUCT',
  'CART_STATUS',
  'SERVICE_ACTIVITY',
  'VISITOR_ERROR',
  'LEAD',
  'CUSTOMER_INFO',
  'MARKETING_CAMPAIGN_INFO',
  'PERSONAL_INFO',
  'MCS',
]);
export const isForStaff = (area: KeywordArea): boolean => staffAreas.has(area);

/** The texts that a caller may see. */
export interface TextView {
  readonly isStaff: boolean;
  /** Whether full IP addresses are visible. */
  readonly ipAddresses: boolean;
}

/** Tells whether the view includes the restricted texts of an area: lines for AGENTS, the agent's survey and IP addresses. */
const seesRestricted = (area: KeywordArea, { isStaff, ipAddresses }: TextView): boolean => {
  if (area === 'CHAT_LINE' || area === 'SURVEY_ANSWER' || area === 'SURVEY_QUESTION') return isStaff;
  return area === 'VISITOR_INFO' && isStaff && ipAddresses;
};

/** Returns the letters that a search of the areas includes. */
export const lettersOf = (areas: readonly KeywordArea[], view: TextView): readonly string[] =>
  areas.flatMap((area) =>
    seesRestricted(area, view) ? [letterOf(area, false), letterOf(area, true)] : [letterOf(area, false)],
  );
