package fathom.runs.compare;

import fathom.runs.Difference;
import fathom.runs.Quoted;
import fathom.runs.SavedRun;
import fathom.runs.compare.Comparison.Effect;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.page.Page;
import fathom.runs.page.PageBody;
import fathom.runs.report.Numbers;
import fathom.runs.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A comparison for the terminal and as a page. */
public final class ComparisonReport {

    private static final int CONSOLE_ROWS = 15;
    private static final int PANELS = 4;
    private static final int ROWS_OF_A_PANEL = 12;

    private final Comparison comparison;

    public ComparisonReport(Comparison comparison) {
        this.comparison = comparison;
    }

    private List<String> names() {
        return comparison.runs().stream().map(SavedRun::name).toList();
    }

    private String label(Effect effect) {
        String keys = effect.keys().isEmpty() ? effect.sweep() : effect.keys();
        return comparison.runs().size() > 2
                ? comparison.runs().get(effect.other()).path().getFileName() + ": " + keys
                : keys;
    }

    /** At most 25 lines: what differs in the settings, the answer, and the strongest effects. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        comparison.settings().stream().limit(5).forEach(difference -> lines.add(line(difference)));
        if (comparison.settings().size() > 5) {
            lines.add("... and " + (comparison.settings().size() - 5) + " more settings in the page.");
        }
        lines.add(comparison.answer());
        if (comparison.identical()) {
            return lines;
        }
        List<Effect> strongest = comparison.strongest();
        strongest.stream()
                .limit(CONSOLE_ROWS)
                .forEach(effect -> lines.add(Numbers.format(
                        "%-24s %-40s %10s -> %-10s %s",
                        effect.metric(),
                        label(effect),
                        Numbers.words(effect.first()),
                        Numbers.words(effect.second()),
                        Numbers.words(effect.difference()))));
        if (strongest.size() > CONSOLE_ROWS) {
            lines.add("... and " + (strongest.size() - CONSOLE_ROWS) + " more in the page.");
        }
        return lines;
    }

    private static String line(Difference difference) {
        return difference.key() + ": "
                + difference.values().stream().map(Quoted::of).collect(Collectors.joining(" | "));
    }

    /** A self-contained page. */
    public String html() {
        Page page = Page.titled(String.join(" and ", names()), "differences are against " + names().getFirst())
                .answer(comparison.answer());
        if (!comparison.identical()) {
            page.lead(forest());
        }
        PageBody body = page.body();
        body.section("What differs").table("Settings", table(comparison.settings()));
        body.folded("Environment and code", hidden -> hidden.table("Environments", table(comparison.environments())));
        byTitle().forEach((title, effects) -> body.section(title).table(title, effects(effects)));
        return page.html();
    }

    private Table table(List<Difference> differences) {
        List<String> columns = new ArrayList<>(List.of("key"));
        columns.addAll(names());
        Table table = Table.of(columns.toArray(String[]::new));
        for (Difference difference : differences) {
            List<Object> cells = new ArrayList<>(List.of(difference.key()));
            difference.values().forEach(value -> cells.add(Quoted.of(value)));
            table.row(cells.toArray());
        }
        return table;
    }

    private Map<String, List<Effect>> byTitle() {
        Map<String, List<Effect>> sections = new LinkedHashMap<>();
        comparison
                .effects()
                .forEach(effect -> sections.computeIfAbsent(
                                effect.sweep() + ": " + effect.metric(), title -> new ArrayList<>())
                        .add(effect));
        return sections;
    }

    private Table effects(List<Effect> effects) {
        Table table = Table.of("keys", "first", "second", "difference", "low", "high", "n");
        effects.forEach(effect -> table.row(
                label(effect),
                effect.first(),
                effect.second(),
                effect.difference().mean(),
                effect.difference().low(),
                effect.difference().high(),
                effect.difference().n()));
        return table;
    }

    /** The metrics with the strongest effects, a panel each. */
    private Figure forest() {
        Map<String, List<Effect>> panels = new LinkedHashMap<>();
        for (Effect effect : comparison.strongest()) {
            String title = effect.sweep() + ": " + effect.metric();
            if (effect.difference().testable() && (panels.containsKey(title) || panels.size() < PANELS)) {
                List<Effect> rows = panels.computeIfAbsent(title, name -> new ArrayList<>());
                if (rows.size() < ROWS_OF_A_PANEL) {
                    rows.add(effect);
                }
            }
        }
        List<Panel> drawn = new ArrayList<>();
        panels.forEach((title, effects) -> {
            Panel panel = Panel.forest(title, "difference");
            effects.forEach(effect -> panel.effect("", label(effect), effect.difference()));
            drawn.add(panel);
        });
        if (drawn.isEmpty()) {
            Panel panel = Panel.forest("no metric with three seeds in common", "difference");
            comparison.effects().stream()
                    .limit(ROWS_OF_A_PANEL)
                    .forEach(effect -> panel.effect(
                            "",
                            effect.metric() + " " + label(effect),
                            effect.difference().mean(),
                            effect.difference().mean(),
                            effect.difference().mean()));
            drawn.add(panel);
        }
        return Figure.of(
                "differences",
                "Differences with 95 % intervals, the strongest in units of their interval first.",
                drawn);
    }
}
