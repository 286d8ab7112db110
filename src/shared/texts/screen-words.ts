/**
 * French in every language: people compare them and need not understand them. 64 of each, so that a byte chooses evenly.
 */
export const wordsOfDay = {
  things: (
    'baobab|bateau|balai|ballon|bambou|banc|beignet|bidon|bol|bonnet|bouton|cabas|cadenas|cahier|camion|canard|' +
    'carton|chameau|chapeau|chat|cheval|cheveu|chien|ciseau|citron|clou|coq|coton|couteau|crabe|crayon|drapeau|' +
    'fauteuil|filet|foulard|four|gant|gâteau|haricot|jardin|lapin|lion|livre|maïs|manguier|marteau|melon|miroir|' +
    'mouton|oignon|pagne|palmier|panier|papillon|parapluie|piment|poisson|pont|puits|savon|seau|tabouret|tambour|vélo'
  ).split('|'),
  looks: (
    'ancien|argenté|beau|bavard|blanc|bleu|bon|bruyant|calme|carré|chaud|clair|content|court|creux|doré|' +
    'doux|droit|dur|entier|épais|fameux|fin|fort|frais|froid|gai|géant|gentil|grand|gris|gros|' +
    'haut|heureux|jaune|jeune|joli|joyeux|large|léger|lent|lisse|long|lourd|malin|mauve|mince|neuf|' +
    'noir|orange|petit|plat|plein|pointu|pressé|profond|propre|rapide|rayé|rond|rose|rouge|sage|vert'
  ).split('|'),
} as const;
