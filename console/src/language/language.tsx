import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useNouns } from './nouns.ts';
import { type Language, languages, type NounWords, type Words } from './words.ts';

interface LanguageChoice {
  readonly language: Language;
  choose(language: Language): void;
  /** Of a portal link: counts until somebody chooses. */
  suggest(language: Language): void;
}

const Context = createContext<LanguageChoice | undefined>(undefined);

/** What somebody has chosen, in this browser. */
const chosenName = 'finehook.language';

const isLanguage = (text: unknown): text is Language => languages.some(language => language === text);

function initialLanguage(): Language {
  const chosen = localStorage.getItem(chosenName);
  if (isLanguage(chosen)) return chosen;
  const wished = navigator.languages.map(tag => tag.slice(0, 2));
  return wished.find(isLanguage) ?? 'en';
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(initialLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice: LanguageChoice = {
    language,
    choose(chosen) {
      localStorage.setItem(chosenName, chosen);
      setLanguage(chosen);
    },
    suggest(suggested) {
      if (localStorage.getItem(chosenName) === null) setLanguage(suggested);
    },
  };
  return <Context value={choice}>{children}</Context>;
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(Context);
  if (choice === undefined) throw new Error('useLanguage is called outside of LanguageProvider');
  return choice;
}

/** What a part of the console says, in the language that is chosen and with the operator's nouns. */
export function useWords<Shape>(words: Words<Shape> | NounWords<Shape>): Shape {
  const { language } = useLanguage();
  const nouns = useNouns();
  const said = useMemo(() => (typeof words === 'function' ? words(nouns) : words), [words, nouns]);
  return said[language];
}
