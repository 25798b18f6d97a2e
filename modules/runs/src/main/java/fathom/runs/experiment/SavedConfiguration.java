package fathom.runs.experiment;

import fathom.runs.Quoted;
import fathom.runs.Reason;
import fathom.runs.UserError;
import fathom.runs.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Settings that a run, or a user, has written to a file. */
final class SavedConfiguration {

    private SavedConfiguration() {}

    /**
     * The settings as JSON: the configuration of a run's {@code config.json}, or the whole object.
     *
     * @throws UserError if the file cannot be read, or is of another experiment
     */
    static String of(Path file, String experiment) {
        try {
            JsonNode saved = Json.parse(Files.readString(file));
            if (!saved.path("configuration").isObject()) {
                return Json.line(saved);
            }
            String its = saved.path("experiment").asString("");
            if (!its.equals(experiment)) {
                throw new UserError("the file " + file + " holds settings of experiment " + Quoted.of(its) + ", not of "
                        + experiment);
            }
            return Json.line(saved.path("configuration"));
        } catch (IOException e) {
            throw new UserError("the file " + file + " cannot be read: " + Reason.of(e), e);
        } catch (JacksonException e) {
            throw new UserError("the file " + file + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
