import type { Notice, OwnerLogNotice } from '../state/notice';
import { defineTexts } from './define-texts';

export type NoticeTexts = Readonly<
  Record<Exclude<Notice['kind'], 'payments-missing' | 'claimed-twice' | 'bell-silent' | 'owner-log'>, string>
> & {
  readonly 'owner-log': (counts: OwnerLogNotice['counts']) => string;
  /** `amount`: null where it is not known. */
  readonly 'payments-missing': (count: number, amount: string | null) => string;
  /** `amount`: of the last one. */
  readonly 'claimed-twice': (count: number, amount: string | null) => string;
  /** `which`: the names of the screens, each with its trouble. */
  readonly 'bell-silent': (which: string) => string;
  readonly dismiss: string;
  readonly seePayment: string;
};

/** What people should learn once, each with what to do about it. */
export const noticeTexts = defineTexts<NoticeTexts>({
  fr: {
    'bell-silent': (which) =>
      `Une sonnette ne sonnera pas. ${which}. Allez voir l’écran, touchez-le et laissez sa page devant.`,
    'screens-moved':
      'L’adresse de cet ordinateur a changé. Les écrans allumés la cherchent et reviennent d’eux-mêmes. Si l’un d’eux ne revient pas, touchez « Remplacer » dans Réglages, « Écrans de la boutique ».',
    'receipt-not-printed':
      'Le dernier reçu ne s’est pas imprimé. Vérifiez que l’imprimante est allumée et garnie de papier, puis imprimez-le depuis le paiement.',
    'owner-message-refused':
      'Le message pour votre téléphone a été refusé par le service choisi. Envoyez un essai depuis Réglages, « Message au propriétaire ».',
    'screens-lost':
      'La liste des écrans de la boutique était illisible : elle est mise de côté. Ajoutez de nouveau chaque écran dans Réglages.',
    'settings-partly-lost':
      'Un réglage était illisible : il a repris sa valeur de départ, les autres n’ont pas changé. Relisez vos réglages.',
    'identity-mended':
      'Un fichier qui garde l’adresse et les secrets était abîmé : Comptoir l’a refait d’après sa copie. L’adresse n’a pas changé, rien à faire. Si cela revient, faites vérifier le disque.',
    'settings-set-aside':
      'Le fichier des réglages était abîmé : il est mis de côté, et les réglages repartent à neuf.',
    'vault-shut':
      'Le coffre de cet ordinateur est encore fermé : Comptoir reconnaît les appels de {provider} et sonne, mais ne peut pas montrer les secrets ni ouvrir le tunnel. Déverrouillez la session ou répondez à la demande de mot de passe.',
    'secrets-unopenable':
      'Cet ordinateur ne peut plus ouvrir certains secrets. Ils sont gardés, et Comptoir réessaie à chaque démarrage. Vérifiez dans les réglages ce qui manque, puis collez-le de nouveau.',
    'secrets-set-aside':
      'Le fichier des secrets était illisible : il est mis de côté. Refaites la mise en route.',
    'ledger-repaired': 'Le registre a été réparé après un arrêt brutal. Les paiements lisibles sont tous là.',
    'restore-given-up':
      'Le retour à la copie n’a pas pu se faire : vos données sont restées comme avant. Faites de la place sur le disque, puis recommencez dans les réglages.',
    'update-waits':
      'Une nouvelle version de Comptoir attend votre accord, pour ne pas dépenser votre forfait internet. Ouvrez Réglages, « Les mises à jour ».',
    'copies-failing':
      'Les copies de sécurité de chaque jour ne se font plus. Faites de la place sur le disque ; en attendant, copiez vos données sur une clé USB dans les réglages.',
    'copy-holds-less':
      'La copie de sécurité du jour contient moins de paiements que celle d’avant. Celle d’avant est gardée : dans les réglages, regardez ce qu’elle contient avant d’y revenir.',
    'secret-in-environment':
      'Le secret de KKiaPay vient d’une variable de cet ordinateur, et non de Comptoir : qui l’a mise peut inventer des paiements. Faites retirer la variable COMPTOIR_HASH_SECRET. Dès que vous choisissez un code PIN, Comptoir ne la croit plus.',
    'authority-in-environment':
      'Une variable de cet ordinateur ajoute une autorité de certificats. Comptoir ne la croit pas quand il vérifie vos paiements. Si vous ne savez pas d’où elle vient, faites vérifier cet ordinateur.',
    'secrets-not-encrypted':
      'Cet ordinateur ne sait pas chiffrer les secrets : ils sont gardés dans un fichier réservé à vous.',
    'relay-rows-unreadable':
      'Des paiements attendent au relais sous une clé que cet ordinateur n’a plus. Cherchez-les dans votre tableau de bord {provider}, puis rejoignez le relais avec une nouvelle invitation.',
    'relay-not-told':
      'Le relais n’accepte pas les adresses et les secrets de cette boutique : il peut refuser des paiements. Un autre ordinateur tient peut-être une copie des mêmes données : fermez Comptoir sur celui qui ne sert plus. Si cela ne suffit pas, appelez la personne qui tient le relais.',
    'claimed-twice': (count, amount) =>
      `Servi deux fois : ${count <= 1 ? `un paiement${amount === null ? '' : ` de ${amount}`} a été servi` : `${count} paiements ont été servis`} à deux comptoirs, pendant une coupure. Ouvrez-${count <= 1 ? 'le' : 'les'} dans la liste pour voir qui a servi, puis parlez-en à vos vendeurs.`,
    'domain-refused':
      'ngrok n’accorde pas à votre compte l’adresse choisie : Comptoir utilise celle que ngrok vous a donnée. Vérifiez-la dans {provider}.',
    'policy-refused':
      'ngrok ne filtre pas les appels pour votre compte : Comptoir les trie lui-même. Rien à faire.',
    'clock-wrong':
      'L’horloge de cet ordinateur semble fausse. Réglez la date et l’heure de l’ordinateur : d’ici là, chaque paiement est mis au jour que donne {provider}.',
    'last-sign-lost':
      'Comptoir ne sait plus jusqu’à quand il écoutait avant ce démarrage : la coupure notée peut être plus longue. Cherchez les paiements manquants dans votre tableau de bord {provider}.',
    'payments-missing': (count, amount) =>
      `${count <= 1 ? `${count} paiement manque` : `${count} paiements manquent`} dans le registre${amount === null ? '' : ` (${amount} au moins)`} : un fichier a été abîmé. Retrouvez-${count <= 1 ? 'le' : 'les'} dans votre tableau de bord {provider}, puis ajoutez-${count <= 1 ? 'le' : 'les'} avec « Retrouver un paiement ».`,
    'parts-failing':
      'Une partie de Comptoir ne marche pas en ce moment ; les paiements sonnent et sont gardés. Elle est relancée toute seule. Si ce message reste, appelez la personne qui vous dépanne.',
    'pin-removed':
      'Le code du propriétaire a été retiré depuis les fichiers de cet ordinateur. Choisissez-en un nouveau dans les réglages.',
    'owner-log': (counts) =>
      `Pendant votre absence : ${listed([
        counts['pin-removed'] > 0 && 'le code a été retiré depuis les fichiers',
        some(counts['wrong-pin'], 'code faux tapé', 'codes faux tapés'),
        some(counts['clock-moved'], 'changement de l’horloge', 'changements de l’horloge'),
        some(counts.restored, 'retour à une copie', 'retours à une copie'),
        some(counts['claim-taken-back'], 'marchandise reprise au client', 'marchandises reprises au client'),
      ])}. Si cela vous étonne, parlez-en à votre équipe et changez le code.`,
    dismiss: 'Compris',
    seePayment: 'Voir le paiement',
  },
  en: {
    'bell-silent': (which) =>
      `A bell will not ring. ${which}. Go to the screen, touch it and leave its page in front.`,
    'screens-moved':
      'This computer’s address has changed. Screens that are on look for it and come back by themselves. If one does not come back, press “Replace” under Settings, “Screens of the shop”.',
    'receipt-not-printed':
      'The last receipt was not printed. Check that the printer is on and has paper, then print it from the payment.',
    'owner-message-refused':
      'The message for your phone was refused by the service you chose. Send a test from Settings, “Message to the owner”.',
    'screens-lost':
      'The list of the shop’s screens could not be read: it was set aside. Add each screen again under Settings.',
    'settings-partly-lost':
      'A setting could not be read: it is back to its first value, and the others did not change. Look through your settings.',
    'identity-mended':
      'A file that keeps the address and the secrets was damaged: Comptoir made it again from its copy. The address did not change, nothing to do. If this happens again, have the disk checked.',
    'settings-set-aside': 'The settings file was damaged: it is set aside, and the settings start afresh.',
    'vault-shut':
      'The vault of this computer is still shut: Comptoir knows {provider}’s calls and rings, but can neither show secrets nor open the tunnel. Unlock the session, or answer the question for a password.',
    'secrets-unopenable':
      'This computer can no longer open some secrets. They are kept, and Comptoir tries again at each start. Look in the settings for what is missing, then paste it again.',
    'secrets-set-aside': 'The secrets file could not be read: it is set aside. Go through the set-up again.',
    'ledger-repaired': 'The ledger was repaired after a sudden stop. All readable payments are there.',
    'restore-given-up':
      'Going back to the copy was not possible: your data stayed as they were. Make room on the disk, then retry in the settings.',
    'update-waits':
      'A new version of Comptoir waits for your word, so as not to spend your internet data. Open Settings, “Updates”.',
    'copies-failing':
      'The daily safety copies are no longer made. Make room on the disk; meanwhile copy your data to a USB stick in the settings.',
    'copy-holds-less':
      'The safety copy of the day holds fewer payments than the one before. The one before is kept: look in the settings at what it holds before you go back to it.',
    'secret-in-environment':
      'The secret of KKiaPay comes from a variable of this computer, not from Comptoir: somebody who set it can make payments up. Have the variable COMPTOIR_HASH_SECRET removed. Once you choose a PIN, Comptoir no longer believes it.',
    'authority-in-environment':
      'A variable of this computer adds a certificate authority. Comptoir does not believe it when it verifies your payments. If you do not know where it comes from, have this computer checked.',
    'secrets-not-encrypted':
      'This computer cannot encrypt secrets: they are kept in a file that only you may read.',
    'relay-rows-unreadable':
      'Payments wait at the relay under a key that this computer has no more. Look for them in your {provider} dashboard, then join the relay with a new invitation.',
    'relay-not-told':
      'The relay does not take this shop’s addresses and secrets: it may refuse payments. Another computer may hold a copy of the same data: close Comptoir on the one that serves no more. If that is not enough, call the person who runs the relay.',
    'claimed-twice': (count, amount) =>
      `Handed over twice: ${count === 1 ? `a payment${amount === null ? '' : ` of ${amount}`} was` : `${count} payments were`} handed over at two counters, during an outage. Open ${count === 1 ? 'it' : 'them'} in the list to see who did it, then talk to your helpers.`,
    'domain-refused':
      'ngrok does not grant your account the address you chose: Comptoir uses the one ngrok gave you. Check it in {provider}.',
    'policy-refused':
      'ngrok does not filter calls for your account: Comptoir sorts them itself. Nothing to do.',
    'clock-wrong':
      'This computer’s clock seems to be wrong. Set the computer’s date and time: until then each payment is put on the day that {provider} gives.',
    'last-sign-lost':
      'Comptoir no longer knows until when it listened before this start: the outage noted may be longer. Look for missing payments in your {provider} dashboard.',
    'payments-missing': (count, amount) =>
      `${count === 1 ? '1 payment is missing' : `${count} payments are missing`} from the records${amount === null ? '' : ` (${amount} at least)`}: a file was damaged. Find ${count === 1 ? 'it' : 'them'} in your {provider} dashboard, then add ${count === 1 ? 'it' : 'them'} with “Find a payment again”.`,
    'parts-failing':
      'A part of Comptoir does not work right now; payments ring and are kept. It is started again by itself. If this message stays, call whoever helps you.',
    'pin-removed':
      'The owner’s PIN was removed by way of this computer’s files. Choose a new one in the settings.',
    'owner-log': (counts) =>
      `While you were away: ${listed([
        counts['pin-removed'] > 0 && 'the PIN was removed by way of the files',
        some(counts['wrong-pin'], 'wrong PIN typed', 'wrong PINs typed'),
        some(counts['clock-moved'], 'change of the clock', 'changes of the clock'),
        some(counts.restored, 'return to a copy', 'returns to a copy'),
        some(counts['claim-taken-back'], 'handover taken back', 'handovers taken back'),
      ])}. If that surprises you, talk to your team and change the PIN.`,
    dismiss: 'Understood',
    seePayment: 'See the payment',
  },
});

function some(count: number, one: string, several: string): string | false {
  return count > 0 && `${count} ${count === 1 ? one : several}`;
}

function listed(parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false).join(', ');
}
