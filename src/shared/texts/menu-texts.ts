import { definePlainTexts } from './define-texts';

interface MenuTexts {
  readonly hide: string;
  readonly hideOthers: string;
  readonly showAll: string;
  readonly quit: string;
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
}

/** The menu bar of macOS, in the words that its users know. */
export const menuTexts = definePlainTexts<MenuTexts>({
  fr: {
    hide: 'Masquer Comptoir',
    hideOthers: 'Masquer les autres',
    showAll: 'Tout afficher',
    quit: 'Quitter Comptoir',
    edit: 'Édition',
    undo: 'Annuler',
    redo: 'Rétablir',
    cut: 'Couper',
    copy: 'Copier',
    paste: 'Coller',
    selectAll: 'Tout sélectionner',
  },
  en: {
    hide: 'Hide Comptoir',
    hideOthers: 'Hide Others',
    showAll: 'Show All',
    quit: 'Quit Comptoir',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
  },
});
