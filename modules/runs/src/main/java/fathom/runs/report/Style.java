package fathom.runs.report;

/** The style sheet of reports. */
final class Style {

    static final String CSS = """
            :root { --ink: #1d2329; --paper: #fff; --soft: #5b6570; --line: #d9dee3; --shade: #f5f7f9; --axis: #7a848e;
              --grid: #dfe3e7; --good: #0b6b4f; --bad: #a8321a; --open: #6a5a00; --link: #1c5f92; color-scheme: light dark; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e3e7ea; --paper: #15191d; --soft: #a3adb6; --line: #363d44; --shade: #1e2429; --axis: #8a949d;
                --grid: #2e353b; --good: #5fc9a3; --bad: #f08a70; --open: #d9c34f; --link: #7cb8e6; }
            }
            * { box-sizing: border-box; }
            body { margin: 2.5rem auto 4rem; padding: 0 1.25rem; max-width: 62rem; background: var(--paper); color: var(--ink);
              font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", Arial, sans-serif; }
            h1 { font-size: 1.9rem; line-height: 1.2; margin: 0; }
            h2 { font-size: 1.3rem; margin: 2.4rem 0 .6rem; padding-top: .5rem; border-top: 1px solid var(--line); }
            h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
            p, ul { max-width: 46rem; margin: .6rem 0; }
            a { color: var(--link); }
            .subtitle { color: var(--soft); margin: .3rem 0 1.5rem; }
            nav { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; font-size: .92rem; margin: 1rem 0; }
            figure { margin: 1.4rem 0; }
            figure svg { display: block; height: auto; min-width: min(100%, 34rem); max-width: 100%; }
            figcaption, caption { color: var(--soft); font-size: .92rem; text-align: left; }
            figcaption { margin-top: .3rem; }
            caption { caption-side: top; padding-bottom: .4rem; }
            .scroll { overflow-x: auto; margin: 1rem 0 1.4rem; }
            table { border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; }
            th, td { padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--line); }
            th { font-weight: 600; border-bottom: 2px solid var(--line); }
            td.number, th.number { text-align: right; white-space: nowrap; }
            .interval { color: var(--soft); }
            .badge { display: inline-block; padding: .05rem .55rem; border: 1px solid currentColor; border-radius: 1rem; font-size: .82rem;
              font-weight: 600; white-space: nowrap; justify-self: start; }
            .supported { color: var(--good); } .contradicted { color: var(--bad); } .open { color: var(--open); }
            .claim { display: grid; grid-template-columns: 8rem 1fr; gap: 1rem; align-items: baseline; padding: .7rem 0;
              border-bottom: 1px solid var(--line); }
            .clauses { font-size: 1.08rem; } tr:target td { background: var(--shade); box-shadow: inset 0 -2px 0 var(--open); }
            .small { color: var(--soft); font-size: .92rem; }
            .note { background: var(--shade); border-left: 4px solid var(--open); padding: .6rem 1rem; }
            pre { margin: .6rem 0; padding: .6rem .8rem; background: var(--shade); font: .86rem/1.45 ui-monospace, "DejaVu Sans Mono", monospace;
              white-space: pre-wrap; overflow-wrap: anywhere; }
            footer dl { display: grid; grid-template-columns: 9rem 1fr; gap: .4rem 1rem; font-size: .92rem; }
            footer dt { font-weight: 600; padding-top: .5rem; } footer dd { margin: 0; } footer pre { margin: 0; }
            @media (max-width: 40rem) { .claim, footer dl { grid-template-columns: 1fr; gap: .2rem; } }
            @media print {
              :root { --ink: #000; --paper: #fff; --soft: #444; --line: #bbb; --shade: #f4f4f4; --axis: #666; --grid: #ddd;
                --good: #0b6b4f; --bad: #a8321a; --open: #6a5a00; }
              body { margin: 0; max-width: none; font-size: 10.5pt; } nav { display: none; }
              figure, tr, .claim { break-inside: avoid; } h2, h3 { break-after: avoid; }
            }
            """;

    private Style() {}
}
