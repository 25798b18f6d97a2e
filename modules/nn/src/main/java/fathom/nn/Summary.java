package fathom.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An architecture as a table for people: each layer, the shape of its output, and its parameters. */
final class Summary {

    private Summary() {}

    static String of(Architecture architecture) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"", "layer", "output", "parameters"});
        rows.add(new String[] {"", "input", architecture.input().toString(), ""});
        List<Node> nodes = architecture.nodes();
        int depth = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            depth -= node instanceof Node.Turn || node instanceof Node.Join ? 1 : 0;
            String indent = "  ".repeat(depth);
            depth += node instanceof Node.Fork || node instanceof Node.Turn ? 1 : 0;
            int parameters =
                    architecture.tensors(i).stream().mapToInt(Tensor::size).sum();
            rows.add(new String[] {
                Integer.toString(i),
                indent + name(node),
                node.output().toString(),
                parameters == 0 ? "" : String.format(Locale.ROOT, "%,d", parameters)
            });
        }
        rows.add(new String[] {
            "",
            "in all, depth " + architecture.depth() + ", " + architecture.parameterisation(),
            "",
            String.format(Locale.ROOT, "%,d", architecture.parameters())
        });
        return table(rows);
    }

    private static String name(Node node) {
        return switch (node) {
            case Node.Plain(Layer layer, Shape _, Shape _) -> layer.name();
            case Node.Fork _ -> "residual";
            case Node.Turn _ -> "shortcut";
            case Node.Join _ -> "sum";
        };
    }

    /** Numbers of layers and parameters to the right, words to the left. */
    private static String table(List<String[]> rows) {
        int[] widths = new int[4];
        for (String[] row : rows) {
            for (int j = 0; j < widths.length; j++) {
                widths[j] = Math.max(widths[j], row[j].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            line.append(" ".repeat(widths[0] - row[0].length())).append(row[0]);
            for (int j = 1; j < 3; j++) {
                line.append("  ").append(row[j]).append(" ".repeat(widths[j] - row[j].length()));
            }
            line.append("  ").append(" ".repeat(widths[3] - row[3].length())).append(row[3]);
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
