import { Figures } from '../../parts/figures';
import { hrefOf } from '../../state/view';
import { useShop } from '../../state/window-context';
import './privacy.css';

/** What is stored, where, and what leaves this computer. For anybody who asks, customers too. */
export function Privacy() {
  const words = useShop().texts.privacy;
  const { what, where, personal } = words.heads;
  return (
    <div class="page privacy">
      <h1>{words.title}</h1>
      <p class="lead">{words.intro}</p>
      <section class="card">
        <Figures caption={words.title} heads={[what, where, personal]}>
          {words.kept.map((kept) => (
            <tr key={kept.where}>
              <th scope="row">{kept.what}</th>
              <td>
                <code>{kept.where}</code>
              </td>
              <td>{kept.personal}</td>
            </tr>
          ))}
        </Figures>
      </section>
      <section class="card">
        <h2 class="card-title">{words.leaves.title}</h2>
        <p>{words.leaves.calls}</p>
        <p>{words.leaves.keys}</p>
        <p>{words.leaves.messages}</p>
        <p>{words.leaves.nothing}</p>
      </section>
      <section class="card">
        <h2 class="card-title">{words.yours.title}</h2>
        <p>{words.yours.masked}</p>
        <p>{words.yours.retention}</p>
        <p>{words.yours.copies}</p>
        <p>
          <a href={hrefOf({ name: 'settings', section: 'data' })}>{words.settings}</a>
        </p>
      </section>
    </div>
  );
}
