package fathom.experiments.protocol;

import com.google.common.collect.ImmutableMap;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A question, and how a configuration becomes an answer.
 *
 * @param <C> the configuration: a record whose components are the keys that users set
 */
public interface Experiment<C extends Record> {

    /**
     * What users see of an experiment.
     *
     * @param name that users type
     * @param question in a line
     * @param configurationType the record of its keys
     * @param presets names, the first being the default, and a line on each
     */
    record Title<C extends Record>(
            String name, String question, Class<C> configurationType, ImmutableMap<String, String> presets) {}

    Title<C> title();

    default String name() {
        return title().name();
    }

    /** The trials of a configuration. Each kernel within a trial may use {@code threads} threads; no result depends on it. */
    Study study(C configuration, int threads);

    /** The same, with the folder of published data sets that the user gave, for experiments that read some. */
    default Study study(C configuration, int threads, Optional<Path> data) {
        return study(configuration, threads);
    }

    /**
     * The same, with a folder where trials that take long keep what they have so far.
     *
     * @param scratch need not exist; what is in it is of no use once the run is complete
     */
    default Study study(C configuration, int threads, Optional<Path> data, Path scratch) {
        return study(configuration, threads, data);
    }

    /** The preset as JSON, from the resource {@code presets/<experiment>/<preset>.json}. */
    default InputStream preset(String preset) {
        return getClass().getResourceAsStream("/presets/" + name() + "/" + preset + ".json");
    }
}
