package fathom.experiments.profile;

import fathom.experiments.profile.ProfileNetworkTrial.ChosenNetwork.Student;
import fathom.runs.Sweep;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.report.Table;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import java.util.List;

/** Shallower networks that learn the outputs of the deepest. */
record ImitationSection(ProfileSweeps trials) implements Section {

    private static final String STUDENTS = "students";
    static final String IMITATION = STUDENTS + "-1";

    @Override
    public String title() {
        return "5. Can shallower networks do it?";
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return List.of();
    }

    @Override
    public boolean needsNoTrial() {
        return true;
    }

    @Override
    public void report(Results results, SectionWriter page) {
        ProfileMetrics measured = new ProfileMetrics(trials, results);
        ProfileSettings c = trials.c();
        Metric errors = measured.students("test error of the imitation", Student::error);
        Metric unexplained = measured.students("unexplained by the imitation", Student::unexplained);
        Metric labels = measured.errors(ProfileMetrics.NETWORK)
                .whereKeys(keys -> !keys.get("depth").equals(0L));
        page.text(
                "The deepest network teaches shallower ones of the same width on "
                        + c.network().unlabelled()
                        + " unlabelled inputs"
                        + (c.resampled()
                                ? ": those of the training and validation parts, and copies of them with normal noise of standard deviation "
                                        + Unlabelled.NOISE
                                        + " added to every standardised entry, since a file has no fresh inputs. "
                                : ", drawn afresh. ")
                        + "They are trained on its outputs with the squared loss; rates and stopping times are searched as above. If they match their"
                        + " teacher while networks of their depth do worse when trained on labels, depth helps to find the function, not to express it.");
        Panel panel = Panel.of("Shallow networks", "hidden layers L", c.errorName());
        ProfileMetrics.line(panel, "trained on labels", labels, "depth");
        ProfileMetrics.line(panel, "taught by the deepest", errors, "student");
        Metric teacher = labels.where("depth", c.deepest());
        if (!teacher.isEmpty()) {
            panel.level("the deepest", teacher.overSeeds().mean());
        }
        Panel copy = Panel.of("How well they imitate", "hidden layers L", "unexplained share of the outputs");
        ProfileMetrics.line(copy, "taught by the deepest", unexplained, "student");
        page.figure(new Figure(
                "imitation",
                "Shallower networks of the same width that learn the deepest network's outputs on unlabelled inputs: their error on the test"
                        + " labels, and the share of the outputs' variance that they miss (1 for a constant). Means over seeds with 95 % intervals.",
                2,
                List.of(panel, copy)));
        Table table = Table.of(
                "hidden layers",
                "test error of the imitation",
                "I: minus the teacher's",
                "trained on labels",
                "unexplained by the imitation",
                "other class than the teacher");
        for (int depth : c.students()) {
            table.row(
                    depth,
                    ProfileMetrics.at(errors, "student", depth),
                    ProfileMetrics.at(measured.overTeacher(), "student", depth),
                    ProfileMetrics.at(labels, "depth", depth),
                    ProfileMetrics.at(unexplained, "student", depth),
                    c.classification()
                            ? ProfileMetrics.at(
                                    measured.students("disagreement", Student::disagreement), "student", depth)
                            : null);
        }
        page.table(STUDENTS, "Imitations of the deepest network", table);
        page.summary(errors, unexplained);
    }
}
