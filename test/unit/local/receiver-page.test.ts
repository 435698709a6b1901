import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { page } from '../../../local/receiver/page.ts';

/** As much of an element as the page's script uses; anything else is an error. */
class Element {
  readonly tag: string;
  textContent = '';
  className = '';
  hidden = false;
  onclick: unknown;
  readonly children: (Element | string)[] = [];
  constructor(tag: string) {
    this.tag = tag;
  }
  append(...children: Element[]): void {
    this.children.push(...children);
  }
  prepend(child: Element): void {
    this.children.unshift(child);
  }
  replaceChildren(): void {
    this.children.length = 0;
  }
  get lastChild(): { remove(): void } {
    return { remove: () => void this.children.pop() };
  }
  texts(): string[] {
    return [this.textContent, ...this.children.flatMap(it => (typeof it === 'string' ? it : it.texts()))];
  }
}

/** Runs the page's script; `tell` sends it an event of the receiver. */
function open() {
  const byId = new Map<string, Element>();
  const made: string[] = [];
  const listeners = new Map<string, (event: { data: string }) => void>();
  class EventSource {
    addEventListener(name: string, listener: (event: { data: string }) => void): void {
      listeners.set(name, listener);
    }
  }
  const document = Object.freeze({
    getElementById(id: string): Element {
      const element = byId.get(id) ?? new Element(id);
      byId.set(id, element);
      return element;
    },
    createElement(tag: string): Element {
      made.push(tag);
      return Object.seal(new Element(tag));
    },
  });
  const [, script = ''] = /<script>(.*)<\/script>/s.exec(page) ?? [];
  runInNewContext(`'use strict';${script}`, {
    document,
    EventSource,
    location: { origin: 'http://127.0.0.1' },
    fetch: () => undefined,
    Date,
  });
  const element = (id: string): Element => document.getElementById(id);
  const tell = (name: string, data: object) => listeners.get(name)?.({ data: JSON.stringify(data) });
  return { element, tell, made };
}

const evil = '</pre><script>alert(1)</script><img src=x onerror=alert(1)>';
const mail = {
  messageId: '1',
  at: '2026-10-01T12:00:00.000Z',
  from: evil,
  replyTo: [evil],
  to: [evil],
  cc: [evil],
  bcc: [evil],
  subject: evil,
  text: evil,
  html: evil,
  headers: [{ name: 'List-Unsubscribe', value: evil }],
  tags: [],
  configurationSet: evil,
  delivered: ['ann@x.example'],
  suppressed: ['bob@x.example'],
};

it('shows a mail as text in every place, and makes only elements of its own', () => {
  const { element, tell, made } = open();
  tell('mail', mail);
  expect(new Set(made)).toEqual(new Set(['li', 'div', 'span', 'time', 'details', 'summary', 'pre']));
  const texts = element('mails').texts();
  expect(texts.filter(text => text === evil)).toHaveLength(3);
  expect(texts).toContain('ann@x.example');
  expect(texts).toContain('bob@x.example is suppressed');
  expect(texts.find(text => text.startsWith('From: '))).toBe(
    [
      `From: ${evil}`,
      `Reply-To: ${evil}`,
      `To: ${evil}`,
      `Cc: ${evil}`,
      `Bcc: ${evil}`,
      `Configuration set: ${evil}`,
      `List-Unsubscribe: ${evil}`,
    ].join('\n'),
  );
});

it('counts mails, hides an empty outbox and keeps it apart from calls', () => {
  const { element, tell } = open();
  tell('mail', mail);
  tell('mail', { ...mail, html: null });
  tell('call', { name: evil, method: 'POST', headers: { x: evil }, body: evil, verified: null, at: mail.at });
  expect(element('outbox').hidden).toBe(false);
  expect(element('mails-state').textContent).toBe('2 mails, newest first');
  expect(element('state').textContent).toBe('1 call');
  tell('mails-cleared', {});
  expect(element('outbox').hidden).toBe(true);
  expect(element('calls').children).toHaveLength(1);
});
