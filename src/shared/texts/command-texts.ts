import type { CommandError } from '../bridge/contract';
import { defineTexts } from './define-texts';

/** Why a command of the window failed, and what to do. */
export const commandTexts = defineTexts<Readonly<Record<CommandError, string>>>({
  fr: {
    'bad-argument': 'Cette demande n’est pas comprise. Fermez la fenêtre, rouvrez-la et recommencez.',
    'unknown-command': 'Cette demande n’est pas connue. Fermez la fenêtre, rouvrez-la et recommencez.',
    'authtoken-malformed':
      'Ce n’est pas un jeton ngrok. Copiez-le en entier depuis la page « Your Authtoken » de ngrok, puis collez-le ici.',
    'invitation-malformed':
      'Ce n’est pas une invitation. Copiez l’adresse entière que votre technicien vous a donnée, puis collez-la ici.',
    'invitation-used':
      'Cette invitation a déjà servi ou n’est plus valable. Demandez-en une nouvelle à votre technicien.',
    'voice-clip-refused': 'Cette phrase n’a pas pu être gardée. Enregistrez-la encore une fois.',
    'voice-pack-missing':
      'Il n’y a pas encore de voix à enregistrer dans un fichier. Enregistrez d’abord une phrase.',
    'voice-pack-unreadable':
      'Ce fichier n’est pas une voix de Comptoir, ou il est abîmé. Demandez-le de nouveau, puis recommencez.',
    'voice-pack-too-large':
      'La grammaire de ce fichier demande plus de 140 phrases. Demandez-en une plus courte à qui l’a écrite.',
    'message-way-malformed':
      'Ce sujet, ce serveur ou ce jeton n’a pas la bonne forme. Recopiez-le en entier, puis recommencez.',
    'message-chat-unknown': 'Écrivez d’abord un mot à votre bot dans Telegram, puis recommencez.',
    'message-refused': 'Le service a refusé ce message. Vérifiez le sujet ou le jeton, puis recommencez.',
    'message-unreachable': 'Le service ne répond pas. Vérifiez la connexion internet, puis recommencez.',
    'relay-address-taken':
      'Une autre boutique de ce relais a déjà les adresses de cet ordinateur : il tient sans doute une copie de ses données. Fermez Comptoir sur celui qui ne sert plus, puis demandez à la personne qui tient le relais de retirer cette autre boutique.',
    'relay-unreachable': 'Le relais ne répond pas. Vérifiez la connexion internet, puis recommencez.',
    'counters-full': 'Cette boutique a déjà vingt comptoirs. Retirez-en un du relais, puis recommencez.',
    'phones-full': 'Cette boutique a déjà seize téléphones. Retirez-en un, puis recommencez.',
    'phone-unknown': 'Ce téléphone est déjà retiré. Il ne lit plus rien.',
    'shop-link-malformed':
      'Ce n’est pas le lien d’une boutique. Copiez-le en entier sur l’autre ordinateur, puis collez-le ici.',
    'shop-link-used':
      'Ce lien a déjà servi ou n’est plus valable. Demandez-en un nouveau à l’ordinateur de cette boutique.',
    'shop-is-this-one': 'Ce lien est celui de cette boutique. Collez le lien d’une autre.',
    'shops-full': 'Cet ordinateur lit déjà douze boutiques. Retirez-en une, puis recommencez.',
    'secret-malformed': 'Ce n’est pas un secret. Copiez-le en entier, sans espace, puis collez-le ici.',
    'cloudflare-token-malformed':
      'Ce n’est pas un jeton Cloudflare. Dans le tableau de bord Cloudflare, ouvrez votre tunnel, copiez la commande d’installation entière, puis collez-la ici.',
    'transaction-malformed':
      'Ce n’est pas un numéro de transaction. Recopiez-le depuis le tableau de bord ou le SMS, lettres et chiffres seulement.',
    'transaction-unknown':
      'Le prestataire ne connaît pas ce numéro. Vérifiez-le ; s’il vient d’un SMS, ne donnez rien.',
    'transaction-pending': 'Ce paiement n’est pas encore terminé. Attendez un peu, puis recommencez.',
    'amount-needed':
      'Le prestataire ne peut pas être interrogé maintenant. Tapez aussi le montant, puis recommencez.',
    'file-unreadable':
      'Ce fichier ne se lit pas. Exportez la liste des transactions en CSV depuis le tableau de bord, puis recommencez.',
    'file-too-large':
      'Ce fichier est trop long pour être lu d’un coup. Exportez une période plus courte, un mois par exemple, puis recommencez.',
    'secret-from-environment':
      'Cette valeur est fixée au lancement par une variable d’environnement. Retirez la variable, relancez, puis recommencez.',
    'address-not-known':
      'L’adresse n’est pas encore connue. Attendez que le tunnel soit connecté, puis recommencez.',
    'call-not-copyable':
      'Cet appel contient des signes qui commandent un terminal : il ne se copie pas. Lisez-le ici, sans le coller ailleurs.',
    'no-call-yet':
      'Aucun appel d’un vrai paiement n’est gardé. Attendez le prochain paiement, puis recommencez.',
    'clipboard-unavailable':
      'Le presse-papiers de cet ordinateur ne répond pas. Copiez à la main ; pour le secret, donnez la commande « comptoir secret ».',
    'secret-store-failed':
      'Le secret n’a pas pu être enregistré. Vérifiez que le disque n’est pas plein, puis recommencez.',
    'vault-shut':
      'Le coffre de cet ordinateur est fermé. Déverrouillez la session ou répondez à la demande de mot de passe, puis recommencez.',
    'ledger-unavailable':
      'Le registre ne répond pas. Vérifiez que le disque n’est pas plein, puis relancez Comptoir.',
    locked: 'Il faut le code du propriétaire. Tapez-le dans « Propriétaire », puis recommencez.',
    'pin-wrong': 'Ce n’est pas le bon code. Vérifiez les chiffres, puis recommencez.',
    'code-needed': 'Tapez votre code de vendeur, puis recommencez.',
    'helper-unknown': 'Ce nom n’est pas dans la liste des vendeurs. Choisissez le vôtre, puis recommencez.',
    'pin-wait': 'Trop de codes faux : attendez un peu, puis recommencez.',
    'payment-unknown':
      'Ce paiement n’est pas dans le registre. Cherchez-le dans la liste des paiements, puis recommencez.',
    'already-handed-over':
      'Ce paiement a déjà été utilisé. Ne donnez rien : demandez au client un autre paiement.',
    'not-to-hand-over':
      'Aucun argent n’est arrivé pour ce paiement. Ne donnez rien : demandez au client de payer.',
    'not-to-settle': 'Ce paiement n’est pas en doute : rouvrez-le pour voir ce qu’il en est.',
    'not-handed-over': 'Ce paiement n’est pas servi : il n’y a rien à annuler.',
    'no-dialog':
      'Ce Comptoir n’a pas de fenêtre à lui. Arrêtez-le, puis utilisez « comptoir backup » ou « comptoir restore ».',
    'backup-failed':
      'La copie n’a pas pu être faite. Vérifiez que la clé est branchée et qu’il y reste de la place, puis recommencez.',
    'backup-unreadable': 'Ce dossier n’est pas une copie lisible de Comptoir. Choisissez-en un autre.',
    'backup-newer':
      'Cette copie vient d’un Comptoir plus récent. Mettez celui-ci à jour ou choisissez une autre copie.',
    'backup-no-room':
      'Le disque de cet ordinateur n’a pas assez de place pour cette copie. Faites de la place, puis recommencez.',
    'copy-sealed':
      'Cette copie est fermée par une phrase secrète. Tapez-la dans « J’ai une copie d’un autre ordinateur », puis choisissez encore une fois le dossier.',
    'pass-phrase-wrong':
      'Ce n’est pas la phrase secrète de cette copie. Vérifiez chaque mot, puis recommencez : la copie n’a pas changé.',
    'copy-altered':
      'Cette copie a été coupée ou modifiée : elle ne peut pas être reprise. Rien n’a changé ici. Refaites-la sur l’ancien ordinateur.',
    'day-already-closed': 'Cette journée est déjà clôturée, et rien n’a changé depuis.',
    'export-running': 'Un export est déjà en cours. Attendez sa fin ou arrêtez-le, puis recommencez.',
    'file-not-written':
      'Le fichier n’a pas pu être écrit. Vérifiez la place sur le disque ou choisissez un autre dossier, puis recommencez.',
    'folder-not-shown':
      'Le dossier ne s’ouvre pas. Enregistrez plutôt le diagnostic : le journal est dedans.',
    'printer-not-set':
      'Aucune imprimante à tickets n’est réglée. Choisissez-la dans les réglages, puis recommencez.',
    'printer-silent':
      'L’imprimante n’a pas pris le ticket. Vérifiez qu’elle est allumée, branchée et garnie de papier, puis recommencez.',
    'no-receipt':
      'Ce paiement n’a pas de reçu : il n’est pas arrivé en entier, ou il a été annulé ou rendu. Ouvrez-le dans la liste pour savoir pourquoi.',
    'disk-full':
      'Le disque de cet ordinateur est plein : rien n’a été enregistré. Faites de la place, puis recommencez.',
    'part-failing':
      'Cette partie de Comptoir ne marche pas en ce moment. Elle est relancée toute seule : attendez un peu, puis recommencez.',
    'screen-unknown': 'Cet écran n’est plus dans la liste. Ajoutez-le de nouveau.',
    'screen-gone': 'Cet écran n’attend plus. Touchez « Ajouter un écran » et recommencez.',
    'screens-full': 'Il y a déjà 16 écrans. Retirez-en un, puis recommencez.',
    'firewall-closed':
      'Windows n’a rien changé. Recommencez et répondez « Oui », ou demandez à un administrateur de cet ordinateur.',
    'screens-unreachable':
      'Aucun réseau n’est trouvé sur cet ordinateur. Connectez-le au Wi-Fi de la boutique, puis recommencez.',
    'digits-wrong': 'Aucun écran ne montre ces chiffres. Relisez-les, puis recommencez.',
    internal: 'Une erreur est survenue. Recommencez ; si elle revient, relancez Comptoir.',
  },
  en: {
    'bad-argument': 'This request was not understood. Close the window, open it again and retry.',
    'unknown-command': 'This request is not known. Close the window, open it again and retry.',
    'authtoken-malformed':
      'This is not an ngrok token. Copy all of it from ngrok’s “Your Authtoken” page, then paste it here.',
    'invitation-malformed':
      'This is not an invitation. Copy the whole address that your technician gave you, then paste it here.',
    'invitation-used':
      'This invitation was used already or is no longer valid. Ask your technician for a new one.',
    'voice-clip-refused': 'This phrase could not be kept. Record it once more.',
    'voice-pack-missing': 'There is no voice yet to save to a file. First record a phrase.',
    'voice-pack-unreadable':
      'This file is no voice of Comptoir, or it is damaged. Ask for it again, then retry.',
    'voice-pack-too-large':
      'The grammar of this file needs more than 140 phrases. Ask its author for a shorter one.',
    'message-way-malformed':
      'This topic, server or token has not the right shape. Copy all of it again, then retry.',
    'message-chat-unknown': 'First write a word to your bot in Telegram, then retry.',
    'message-refused': 'The service refused this message. Check the topic or the token, then retry.',
    'message-unreachable': 'The service does not answer. Check the internet connection, then retry.',
    'relay-address-taken':
      'Another shop of this relay already has the addresses of this computer: it probably holds a copy of its data. Close Comptoir on the one that serves no more, then ask the person who runs the relay to remove that other shop.',
    'relay-unreachable': 'The relay does not answer. Check the internet connection, then retry.',
    'counters-full': 'This shop has twenty counters already. Take one from the relay, then retry.',
    'phones-full': 'This shop has sixteen phones already. Remove one, then retry.',
    'phone-unknown': 'This phone is removed already. It reads nothing any more.',
    'shop-link-malformed':
      'This is not the link of a shop. Copy all of it on the other computer, then paste it here.',
    'shop-link-used':
      'This link was used already or is too old. Ask for a new one at the computer of that shop.',
    'shop-is-this-one': 'This link is of this very shop. Paste the link of another one.',
    'shops-full': 'This computer reads twelve shops already. Remove one, then retry.',
    'secret-malformed': 'This is not a secret. Copy all of it, without spaces, then paste it here.',
    'cloudflare-token-malformed':
      'This is not a Cloudflare token. In Cloudflare’s dashboard open your tunnel, copy the whole installation command, then paste it here.',
    'transaction-malformed':
      'This is not a transaction number. Copy it from the dashboard or the text message, letters and digits only.',
    'transaction-unknown':
      'The provider does not know this number. Check it; if it comes from a text message, hand nothing over.',
    'transaction-pending': 'This payment is not finished yet. Wait a little, then retry.',
    'amount-needed': 'The provider cannot be asked now. Type the amount too, then retry.',
    'file-unreadable':
      'This file cannot be read. Export the list of transactions as CSV from the dashboard, then retry.',
    'file-too-large':
      'This file is too long to be read at once. Export a shorter period, a month for example, then retry.',
    'secret-from-environment':
      'This value is set at launch by an environment variable. Remove the variable, start again, then retry.',
    'address-not-known': 'The address is not known yet. Wait until the tunnel is connected, then retry.',
    'call-not-copyable':
      'This call holds signs that command a terminal: it is not copied. Read it here, and paste it nowhere.',
    'no-call-yet': 'No call of a real payment is kept. Wait for the next payment, then try again.',
    'clipboard-unavailable':
      'This computer’s clipboard does not answer. Copy by hand; for the secret, give the command “comptoir secret”.',
    'secret-store-failed': 'The secret could not be saved. Check that the disk is not full, then retry.',
    'vault-shut':
      'The vault of this computer is shut. Unlock the session or answer the question for a password, then retry.',
    'ledger-unavailable':
      'The ledger does not answer. Check that the disk is not full, then restart Comptoir.',
    locked: 'This needs the owner’s PIN. Type it under “Owner”, then retry.',
    'pin-wrong': 'This is not the right PIN. Check the digits, then retry.',
    'code-needed': 'Type your own helper’s code, then retry.',
    'helper-unknown': 'This name is not in the list of helpers. Choose yours, then retry.',
    'pin-wait': 'Too many wrong PINs: wait a little, then retry.',
    'payment-unknown': 'This payment is not in the ledger. Look for it in the list of payments, then retry.',
    'already-handed-over':
      'This payment was used already. Hand nothing over: ask the customer for another payment.',
    'not-to-hand-over': 'No money came for this payment. Hand nothing over: ask the customer to pay.',
    'not-to-settle': 'This payment is not in doubt: open it again to see how it stands.',
    'not-handed-over': 'This payment is not handed over: there is nothing to undo.',
    'no-dialog':
      'This Comptoir has no window of its own. Stop it, then use “comptoir backup” or “comptoir restore”.',
    'backup-failed':
      'The copy could not be made. Check that the stick is plugged in and has room left, then retry.',
    'backup-unreadable': 'This folder is not a copy of Comptoir that can be read. Choose another.',
    'backup-newer': 'This copy comes from a newer Comptoir. Update this one or choose another copy.',
    'backup-no-room': 'This computer’s disk has not enough room for this copy. Make room, then retry.',
    'copy-sealed':
      'This copy is locked by a pass phrase. Type it under “I have a copy from another computer”, then choose the folder once more.',
    'pass-phrase-wrong':
      'This is not the pass phrase of this copy. Check each word, then retry: the copy has not changed.',
    'copy-altered':
      'This copy was cut off or changed: it cannot be used. Nothing has changed here. Make it again on the old computer.',
    'day-already-closed': 'This day is closed already, and nothing has changed since.',
    'export-running': 'An export is running already. Wait for its end or stop it, then retry.',
    'file-not-written':
      'The file could not be written. Check the room on the disk or choose another folder, then retry.',
    'folder-not-shown': 'The folder does not open. Save the diagnostics instead: the log is in them.',
    'printer-not-set': 'No ticket printer is set. Choose it in the settings, then retry.',
    'no-receipt':
      'This payment has no receipt: not all of it came, or it was reversed or given back. Open it in the list to learn why.',
    'printer-silent':
      'The printer did not take the ticket. Check that it is on, connected and has paper, then retry.',
    'disk-full': 'The disk of this computer is full: nothing was saved. Make room, then retry.',
    'part-failing':
      'This part of Comptoir does not work right now. It is started again by itself: wait a little, then try again.',
    'screen-unknown': 'This screen is not in the list any more. Add it again.',
    'screen-gone': 'This screen does not wait any more. Press “Add a screen” and start again.',
    'screens-full': 'There are 16 screens already. Remove one, then retry.',
    'firewall-closed':
      'Windows changed nothing. Try again and answer “Yes”, or ask an administrator of this computer.',
    'screens-unreachable':
      'No network is found on this computer. Connect it to the shop’s Wi-Fi, then retry.',
    'digits-wrong': 'No screen shows these digits. Read them again, then retry.',
    internal: 'Something went wrong. Retry; if it happens again, restart Comptoir.',
  },
});
