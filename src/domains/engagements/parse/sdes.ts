import { isJsonObject } from '../../../kernel/json.ts';
import type {
  CartStatusAttribute,
  CustomerInfoAttribute,
  LeadAttribute,
  MarketingCampaignInfoAttribute,
  OtherSdeAttribute,
  PersonalInfoAttribute,
  PurchaseAttribute,
  SdeAddress,
  SdeAttribute,
  SdeCart,
  SdeContact,
  SdeCustomerAge,
  SdeDate,
  SdeEvent,
  SdeKind,
  SdeProduct,
  ServiceActivityAttribute,
  VisitorErrorAttribute,
} from '../model.ts';
import type { RecordPath, RawObject } from './readers.ts';
import {
  bool,
  ParseError,
  id,
  instant,
  jsonText,
  listAt,
  objectAt,
  omitMissing,
  text,
  wrappedListAt,
} from './readers.ts';
import { sdeKind } from './vocabulary.ts';

/**
 * Reads engagement attributes (SDEs). The company's own pages send them, so any shape is possible. An attribute of an unknown kind, or of a
 * shape that does not fit its kind, is kept as JSON and never rejects the record.
 *
 * They keep the source's order, which is not the order of their times. Equal attributes are all kept.
 */
export const readSdes = (value: unknown, at: RecordPath = ['sdes']): SdeEvent[] =>
  wrappedListAt(value, at, 'events', (raw, index, path) => readEvent(raw, [...path, index])).flat();

/** Keys that the messaging shape writes beside the attribute. */
const ofTheEvent = new Set(['sdeType', 'isAuthenticated', 'serverTimeStamp', 'originalTimeStamp']);

/** Splits an event with several attributes into one event per attribute. */
function readEvent(event: RawObject, path: RecordPath): SdeEvent[] {
  const found: SdeEvent[] = [];
  for (const key in event) {
    const content = event[key];
    if (isJsonObject(content) && !ofTheEvent.has(key))
      found.push(toEvent(event, key, content, [...path, key]));
  }
  if (found.length > 0) return found;
  const sdeType = text(event.sdeType);
  const whole = omitMissing<OtherSdeAttribute>({ kind: 'OTHER', name: sdeType, json: jsonText(event, path) });
  return [timed(event, event, whole, sdeType)];
}

function toEvent(event: RawObject, key: string, content: RawObject, path: RecordPath): SdeEvent {
  const kind = sdeKind(key);
  const attribute =
    kind.value === undefined || kind.value === 'OTHER' ? undefined : readAttribute[kind.value](content);
  return attribute === undefined
    ? timed(event, content, { kind: 'OTHER', name: key, json: jsonText(content, path) }, key)
    : timed(event, content, attribute, kind.raw);
}

const timed = (
  event: RawObject,
  content: RawObject,
  attribute: SdeAttribute,
  kindRaw: string | undefined,
): SdeEvent =>
  omitMissing<SdeEvent>({
    kind: attribute.kind,
    kindRaw,
    serverTimeStamp: instant(content.serverTimeStamp, event.serverTimeStamp),
    originalTimeStamp: instant(content.originalTimeStamp, event.originalTimeStamp),
    eventServerTimeStamp: instant(event.serverTimeStamp),
    sdeType: text(event.sdeType),
    isAuthenticated: bool(event.isAuthenticated),
    attribute,
  });

/** @returns undefined if the content does not fit the kind */
type ReadAttribute = (content: RawObject) => SdeAttribute | undefined;

const orUndefined =
  (read: (content: RawObject) => SdeAttribute): ReadAttribute =>
  (content) => {
    try {
      return read(content);
    } catch (error) {
      if (error instanceof ParseError) return undefined;
      throw error;
    }
  };

const readAttribute: Readonly<Record<Exclude<SdeKind, 'OTHER'>, ReadAttribute>> = {
  CART_STATUS: orUndefined((content) =>
    omitMissing<CartStatusAttribute>({
      kind: 'CART_STATUS',
      total: text(content.total),
      currency: text(content.currency),
      numItems: text(content.numItems),
      products: readProducts(content.products),
    }),
  ),
  CUSTOMER_INFO: orUndefined((content) => {
    const info = inner(content, 'customerInfo');
    return omitMissing<CustomerInfoAttribute>({
      kind: 'CUSTOMER_INFO',
      customerStatus: text(info.customerStatus),
      customerType: text(info.customerType),
      balance: text(info.balance),
      customerId: id(info.customerId),
      currency: text(info.currency),
      socialId: id(info.socialId),
      imei: id(info.imei),
      userName: text(info.userName),
      companySize: text(info.companySize),
      companyBranch: text(info.companyBranch),
      accountName: text(info.accountName),
      role: text(info.role),
      storeNumber: text(info.storeNumber),
      storeZipCode: text(info.storeZipCode),
      lastPaymentDate: readDate(info.lastPaymentDate),
      registrationDate: readDate(info.registrationDate),
    });
  }),
  LEAD: orUndefined((content) => {
    const lead = inner(content, 'lead');
    return omitMissing<LeadAttribute>({
      kind: 'LEAD',
      topic: text(lead.topic),
      value: text(lead.value),
      currency: text(lead.currency),
      leadId: id(lead.leadId),
    });
  }),
  MARKETING_CAMPAIGN_INFO: orUndefined((content) => {
    const info = inner(content, 'marketingCampaignInfo');
    return omitMissing<MarketingCampaignInfoAttribute>({
      kind: 'MARKETING_CAMPAIGN_INFO',
      originatingChannel: text(info.originatingChannel),
      affiliate: text(info.affiliate),
      campaignId: id(info.campaignId),
    });
  }),
  PERSONAL_INFO: orUndefined((content) => {
    const info = inner(content, 'personalInfo');
    return omitMissing<PersonalInfoAttribute>({
      kind: 'PERSONAL_INFO',
      name: text(info.name),
      surname: text(info.surname),
      gender: text(info.gender),
      company: text(info.company),
      language: text(info.language),
      customerAge: readAge(info.customerAge),
      contacts: listAt(info.contacts, [], readContact),
    });
  }),
  PURCHASE: orUndefined((content) =>
    omitMissing<PurchaseAttribute>({
      kind: 'PURCHASE',
      orderId: id(content.orderId),
      total: text(content.total),
      currency: text(content.currency),
      cart: readCart(content.cart),
    }),
  ),
  SERVICE_ACTIVITY: orUndefined((content) => {
    const activity = inner(content, 'serviceActivity');
    return omitMissing<ServiceActivityAttribute>({
      kind: 'SERVICE_ACTIVITY',
      topic: text(activity.topic),
      status: text(activity.status),
      category: text(activity.category),
      serviceId: id(activity.serviceId),
    });
  }),
  VIEWED_PRODUCT: orUndefined((content) => ({
    kind: 'VIEWED_PRODUCT',
    products: readProducts(content.products),
  })),
  VISITOR_ERROR: orUndefined((content) => {
    const error = inner(content, 'visitorError');
    return omitMissing<VisitorErrorAttribute>({
      kind: 'VISITOR_ERROR',
      contextId: id(error.contextId),
      message: wrapped(error.message),
      code: wrapped(error.code),
      level: text(error.level),
      resolved: bool(error.resolved),
    });
  }),
};

/** Most attributes nest their fields in an object of the same name. */
const inner = (content: RawObject, key: string): RawObject => objectAt(content[key], []) ?? content;

/** Reads `{ "string": "…" }` or plain text. */
const wrapped = (value: unknown): string | undefined => text(isJsonObject(value) ? value.string : value);

const readProducts = (value: unknown): SdeProduct[] =>
  listAt(value, [], (raw) => {
    const product = objectAt(raw.product, []);
    return omitMissing<SdeProduct>({
      quantity: text(raw.quantity),
      name: text(product?.name),
      category: text(product?.category),
      sku: id(product?.sku),
      price: text(product?.price),
    });
  });

function readCart(value: unknown): SdeCart | undefined {
  const cart = objectAt(value, []);
  return (
    cart &&
    omitMissing<SdeCart>({
      total: text(cart.total),
      currency: text(cart.currency),
      numItems: text(cart.numItems),
      products: readProducts(cart.products),
      serverTimeStamp: instant(cart.serverTimeStamp),
      originalTimeStamp: instant(cart.originalTimeStamp),
    })
  );
}

function readDate(value: unknown): SdeDate | undefined {
  const date = objectAt(value, []);
  return (
    date && omitMissing<SdeDate>({ year: text(date.year), month: text(date.month), day: text(date.day) })
  );
}

function readAge(value: unknown): SdeCustomerAge | undefined {
  const age = objectAt(value, []);
  return (
    age &&
    omitMissing<SdeCustomerAge>({
      customerAgeInYears: text(age.customerAgeInYears),
      customerYearOfBirth: text(age.customerYearOfBirth),
      customerMonthOfBirth: text(age.customerMonthOfBirth),
      customerDateOfBirth: text(age.customerDateOfBirth),
    })
  );
}

function readContact(raw: RawObject): SdeContact {
  const contact = inner(raw, 'personalContact');
  const address = objectAt(contact.address, []);
  return omitMissing<SdeContact>({
    email: text(contact.email),
    phone: text(contact.phone),
    address:
      address &&
      omitMissing<SdeAddress>({
        country: text(address.country),
        region: text(address.region),
        zipCode: text(address.zipCode),
      }),
  });
}
