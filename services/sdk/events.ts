import type { WebEvent, WebEventProperties } from "./contract";

/** Consent as the page's own dialogue states it. Nothing is kept or sent before it is given. */
export interface Consent {
  analytics: boolean;
  ads?: boolean;
}

export interface Options {
  /** Where the endpoint is, such as https://collect.shop.example; else where the script came from. */
  endpoint?: string;
  /** A key that may send events of web; it stands in every page, so it should do no more. */
  key?: string;
  consent?: Consent;
}

type Type = WebEvent["event_type"];
type Added = "event_id" | "ts" | "privacy" | "user";

/** What a page says of an event of a type, by the contract; the rest is added here. */
export type Said<T extends Type> = Omit<Extract<WebEvent, { event_type: T }>, Added | "event_type"> &
  Partial<Pick<WebEventProperties, Added>>;

type Kept = { id: string; seen: number };

const VERSION = "1.0.0";
const STORE = "eventlake";
const SESSION_MILLIS = 30 * 60_000;
const MOST_KEPT = 500;
const BATCH = 50;
// Of three bytes each they fit into what a page that is left may still send.
const BATCH_CHARS = 20_000;
const SOURCE = (document.currentScript as HTMLScriptElement | null)?.src;
const WAIT_MILLIS = 1_000;
const LONGEST_WAIT_MILLIS = 60_000;

let url = "";
let consent: Consent | undefined;
let queue: WebEvent[] = [];
let sending: WebEvent[] = [];
let failures = 0;
let timer: number | undefined;
let session: Kept | undefined;

function uuid(): string {
  // randomUUID is there in secure contexts only.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 15) | 64;
  bytes[8] = (bytes[8]! & 63) | 128;
  return [...bytes]
    .map((byte, i) => (i > 3 && i < 11 && i % 2 === 0 ? "-" : "") + (byte + 256).toString(16).slice(1))
    .join("");
}

/** The storage may be full or forbidden: the session is then that of the page. */
function stored(value?: Kept | null): Kept | undefined {
  try {
    if (value === null) {
      localStorage.removeItem(STORE);
    } else if (value) {
      localStorage.setItem(STORE, JSON.stringify(value));
    } else {
      return JSON.parse(localStorage.getItem(STORE) || "null") || undefined;
    }
  } catch {}

  return undefined;
}

/** Goes on until nothing happened for half an hour, in all tabs of a site. */
function sessionId(): string {
  const now = Date.now();
  const kept = stored() || session;
  session = { id: kept && now - kept.seen < SESSION_MILLIS ? kept.id : uuid(), seen: now };
  stored(session);
  return session.id;
}

function campaign(): Record<string, string> | undefined {
  const utm: Record<string, string> = {};
  new URLSearchParams(location.search).forEach((value, name) => {
    if (/^utm_(source|medium|campaign|term|content)$/.test(name)) {
      utm[name.slice(4)] = value;
    }
  });
  return Object.keys(utm).length ? utm : undefined;
}

/** As many as fit into a beacon, at least one. */
function batch(from: number): WebEvent[] {
  const events: WebEvent[] = [];
  let chars = 0;
  for (const event of queue.slice(from, from + BATCH)) {
    chars += JSON.stringify(event).length + 1;
    if (events.length && chars > BATCH_CHARS) {
      break;
    }

    events.push(event);
  }

  return events;
}

function later(millis: number): void {
  if (timer === undefined) {
    timer = setTimeout(() => {
      timer = undefined;
      void flush();
    }, millis);
  }
}

/** Sends what is there, and again what is not answered; an event keeps its id, and counts once. */
export async function flush(): Promise<void> {
  if (!url || !consent?.analytics || sending.length || !queue.length) {
    return;
  }

  const events = (sending = batch(0));
  const body = JSON.stringify(events);
  let wait = 0;
  try {
    // Text needs no leave of the endpoint beforehand.
    const answer = await fetch(url, {
      method: "POST",
      body,
      headers: { "Content-Type": "text/plain" },
      credentials: "omit",
      keepalive: body.length <= BATCH_CHARS,
    });
    if (answer.status === 429 || answer.status === 408 || answer.status >= 500) {
      wait = 1_000 * Number(answer.headers.get("Retry-After")) || 1;
    } else {
      complain(await answer.json().catch(() => ({})));
    }
  } catch {
    wait = 1;
  }

  if (wait) {
    const longest = Math.min(LONGEST_WAIT_MILLIS, WAIT_MILLIS * 2 ** failures++);
    wait = Math.max(wait, longest * (0.5 + Math.random() / 2));
  } else {
    queue = queue.filter((event) => !events.includes(event));
    failures = 0;
  }

  if (sending === events) {
    sending = [];
  }
  if (queue.length) {
    later(wait);
  }
}

/** What the endpoint rejects is for the page's developers, and is not sent again. */
function complain(answer: { error?: string; events?: { message?: string }[] }): void {
  for (const told of [answer.error, ...(answer.events || []).map((event) => event.message)]) {
    if (told) {
      console.warn("eventlake: " + told);
    }
  }
}

/** Of a page that is left nobody waits for an answer: what is under way is sent once more. */
function leave(): void {
  if (url && consent?.analytics) {
    let from = 0;
    for (let events = batch(0); events.length; events = batch(from)) {
      if (!navigator.sendBeacon(url, JSON.stringify(events))) {
        break;
      }

      from += events.length;
    }

    const told = queue.slice(0, from);
    queue = queue.filter((event) => sending.includes(event) || !told.includes(event));
  }
}

/** Begins; events that were tracked before are sent as well. */
export function init(options: Options): void {
  const place = new URL("/v1/events", options.endpoint || SOURCE || location.href);
  if (options.key) {
    place.searchParams.set("key", options.key);
  }

  url = place.href;
  if (options.consent) {
    setConsent(options.consent);
  }

  later(WAIT_MILLIS);
}

/** States consent, or that it was refused or withdrawn: then nothing is kept any more. */
export function setConsent(given: Consent): void {
  consent = given;
  if (given.analytics) {
    queue.forEach(complete);
    later(WAIT_MILLIS);
  } else {
    queue = sending = [];
    session = undefined;
    stored(null);
  }
}

/** What may be known only with consent. */
function complete(event: WebEvent): void {
  event.privacy = { ...event.privacy, analytics: true, ads: !!consent?.ads };
  event.session = { utm: campaign(), ...event.session, session_id: event.session?.session_id || sessionId() };
}

/**
 * Tracks an event: its type, and what else there is to say of it by the contract. Before consent it
 * is kept in the page alone, and after a refusal not at all.
 */
export function track<T extends Type>(
  type: T,
  ...rest: {} extends Said<T> ? [Said<T>?] : [Said<T>]
): string | undefined {
  if (consent && !consent.analytics) {
    return undefined;
  }

  const said: Partial<WebEventProperties> = rest[0] || {};
  const id = said.event_id || uuid();
  const event = {
    schema_version: "1.1.0",
    source: "web",
    ts: new Date().toISOString(),
    ...said,
    event_type: type,
    event_id: id,
    ctx: {
      page_url: location.href,
      referrer: document.referrer || undefined,
      locale: navigator.language,
      ...said.ctx,
    },
    metadata: { sdk_version: VERSION, ...said.metadata },
  } as WebEvent;
  if (consent) {
    complete(event);
  }

  queue.push(event);
  if (queue.length > MOST_KEPT) {
    // The oldest that is not under way.
    queue.splice(sending.length, 1);
  }

  if (queue.length >= BATCH) {
    void flush();
  } else {
    later(WAIT_MILLIS);
  }

  return id;
}

/** The address of an affiliate link, whose click then belongs to the session; after init. */
export function link(id: string): string {
  const place = new URL("/r/" + encodeURIComponent(id), url);
  if (consent?.analytics) {
    place.searchParams.set("consent", "true");
    place.searchParams.set("session", sessionId());
  }

  return place.href;
}

addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    leave();
  }
});
