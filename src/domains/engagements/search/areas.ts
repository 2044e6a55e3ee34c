/** The schema's KeywordArea, each with the letter that its terms begin with. Letters are stored: a new area takes a new one. */
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
 * The letter of an area's texts. Those that not everybody may see have another one, the capital: so that nobody can find out by searching
 * what is in them.
 */
export const letterOf = (area: KeywordArea, guarded: boolean): string =>
  guarded ? areaLetters[area].toUpperCase() : areaLetters[area];

/** What a customer may not see at all cannot be searched by one either. */
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

/** What of the texts somebody may see. */
export interface TextView {
  readonly isStaff: boolean;
  /** Whether IP addresses are shown whole. */
  readonly ipAddresses: boolean;
}

/** Which areas have texts that not everybody may see: lines for AGENTS and the agent's own survey, and IP addresses. */
const mayAlsoSee = (area: KeywordArea, { isStaff, ipAddresses }: TextView): boolean => {
  if (area === 'CHAT_LINE' || area === 'SURVEY_ANSWER' || area === 'SURVEY_QUESTION') return isStaff;
  return area === 'VISITOR_INFO' && isStaff && ipAddresses;
};

/** The letters that a search of the areas looks under. */
export const lettersOf = (areas: readonly KeywordArea[], view: TextView): readonly string[] =>
  areas.flatMap((area) =>
    mayAlsoSee(area, view) ? [letterOf(area, false), letterOf(area, true)] : [letterOf(area, false)],
  );
