package fathom.runs.experiment;

import fathom.runs.figure.Figure;
import fathom.runs.results.Summary;
import fathom.runs.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that the sections have written. */
final class Document {

    private final List<Part> parts = new ArrayList<>();
    private final Summary summary = new Summary();
    private final List<String> terminal = new ArrayList<>();
    private final List<String> banners = new ArrayList<>();
    private final List<Reproduced> reproduced = new ArrayList<>();
    private String answer = "";
    private Optional<Figure> lead = Optional.empty();

    /** One section. */
    record Part(String title, List<Block> blocks, List<Verdict> verdicts) {}

    Part begin(String title) {
        Part part = new Part(title, new ArrayList<>(), new ArrayList<>());
        parts.add(part);
        return part;
    }

    void answer(Part part, String sentence) {
        if (answer.isEmpty()) {
            answer = sentence;
        } else {
            part.blocks().add(new Block.Paragraph(sentence));
        }
    }

    void lead(Part part, Figure figure) {
        if (lead.isEmpty()) {
            lead = Optional.of(figure);
        } else {
            part.blocks().add(new Block.Picture(figure));
        }
    }

    /** What limits the whole report. */
    List<String> banners() {
        return banners;
    }

    List<String> terminal() {
        return terminal;
    }

    String answer() {
        return answer;
    }

    Optional<Figure> lead() {
        return lead;
    }

    List<Part> parts() {
        return parts;
    }

    Summary summary() {
        return summary;
    }

    List<Reproduced> reproduced() {
        return reproduced;
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        lead.ifPresent(figures::add);
        for (Part part : parts) {
            for (Block block : part.blocks()) {
                if (block instanceof Block.Picture picture) {
                    figures.add(picture.figure());
                }
            }
        }
        return figures;
    }

    List<Verdict> verdicts() {
        return parts.stream().flatMap(part -> part.verdicts().stream()).toList();
    }
}
