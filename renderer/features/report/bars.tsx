import { useShop } from '../../state/window-context';
import { formatXof } from '../../../src/shared/payment/money';

export interface Bar {
  /** The label below the bar, where there is room. */
  readonly short: string;
  readonly name: string;
  readonly amountXof: number;
}

interface BarsProps {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** One bar in so many has a label. */
  readonly labelEvery: number;
  /** The sentence about the greatest bar. */
  readonly best: (name: string, amount: string) => string;
}

/** Heights and positions are percentages of the box, so that letters keep their size at any width. */
const tallestPercent = 88;
const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** One bar for each day or hour. The greatest is marked and named in the sentence above. */
export function Bars({ title, bars, labelEvery, best }: BarsProps) {
  const { state, texts } = useShop();
  const { pair } = texts.window;
  const words = (bar: Bar): string => formatXof(bar.amountXof, state.settings.language);
  const greatest = bars.reduce<Bar | null>(
    (most, bar) => (bar.amountXof > (most?.amountXof ?? 0) ? bar : most),
    null,
  );
  if (greatest === null) return null;
  const sentence = best(greatest.name, words(greatest));
  const width = 1 / bars.length;
  return (
    <div class="bars">
      <p class="bars-greatest">{sentence}</p>
      <svg class="bars-picture" role="img" aria-label={`${title}. ${sentence}`}>
        {bars.map((bar, index) => {
          const height = (bar.amountXof / greatest.amountXof) * tallestPercent;
          return (
            <rect
              key={bar.name}
              class={bar === greatest ? 'bar bar-greatest' : 'bar'}
              x={percent(width * (index + 0.1))}
              y={`${(tallestPercent - height).toFixed(3)}%`}
              width={percent(width * 0.8)}
              height={`${height.toFixed(3)}%`}
              rx="3"
            >
              <title>{pair(bar.name, words(bar))}</title>
            </rect>
          );
        })}
        <line class="bars-ground" x1="0" x2="100%" y1={`${tallestPercent}%`} y2={`${tallestPercent}%`} />
        {bars.map(
          (bar, index) =>
            index % labelEvery === 0 && (
              <text key={bar.name} class="bars-label" x={percent(width * (index + 0.5))} y="98%">
                {bar.short}
              </text>
            ),
        )}
      </svg>
    </div>
  );
}
