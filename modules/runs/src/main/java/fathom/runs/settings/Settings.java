package fathom.runs.settings;

import fathom.runs.Quoted;
import fathom.runs.UserError;
import fathom.runs.json.Json;
import fathom.runs.settings.Keys.KeyPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A settings record from a preset and overrides: preset (a JSON object with a value for every component), then
 * {@code key=value} in the order given, then the record's own constructor, which checks what belongs together.
 *
 * <pre>{@code
 * var config = Settings.of(Config.class)
 *         .preset("quick", Main.class.getResourceAsStream("presets/quick.json"))
 *         .override("depths=1..4,8")
 *         .resolve();
 * }</pre>
 *
 * Values: numbers ({@code 1e4} and {@code 10_000} are whole too), true and false, texts, constants of an enum in any case, and lists
 * of these with commas and, for whole numbers, ranges {@code 1..10}; commas inside parentheses separate nothing. A key may be
 * written in any case and with - or _ left out, as long as that is unambiguous. Keys of nested records have dots ({@code lazy.depths=1,2});
 * {@link Key} says what a key means and what it may be.
 *
 * @param <C> the record; its components are the keys
 */
public final class Settings<C extends Record> {

    private final Class<C> type;
    private final Map<String, KeyPath> components;
    /** Those that overrides may set. */
    private final Map<String, KeyPath> free;

    private final ObjectNode values = Json.object();

    private Settings(Class<C> type) {
        this.type = type;
        this.components = Keys.of(type);
        this.free = Keys.of(type);
    }

    /** Settings without any value yet. */
    public static <C extends Record> Settings<C> of(Class<C> type) {
        return new Settings<>(type);
    }

    /** Settings that begin with the values of a record, for instance the class's defaults. */
    public static <C extends Record> Settings<C> from(C defaults, Class<C> type) {
        Settings<C> settings = new Settings<>(type);
        return settings.take("", (ObjectNode) Json.tree(defaults));
    }

    /** The keys, in the order of the record's components. */
    public List<String> keys() {
        return List.copyOf(components.keySet());
    }

    /**
     * Takes the values of a preset.
     *
     * @param name what the user calls it
     * @param json a JSON object; closed here. A program's own preset that does not fit its record is a defect of the program, a
     *     user's file is the user's: both get the sentence.
     */
    public Settings<C> preset(String name, InputStream json) {
        JsonNode tree;
        try (json) {
            tree = Json.parse(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new UserError("the preset " + name + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!(tree instanceof ObjectNode object)) {
            throw new UserError("the preset " + name + " is not a JSON object, expected { \"key\": value, ... }");
        }
        return take("", object);
    }

    /** Takes the values of an object; an object within it holds the keys of a nested record. */
    private Settings<C> take(String prefix, ObjectNode object) {
        for (String key : object.propertyNames()) {
            String path = prefix + key;
            if (object.get(key) instanceof ObjectNode nested
                    && components.keySet().stream().anyMatch(known -> known.startsWith(path + "."))) {
                take(path + ".", nested);
            } else {
                values.set(Keys.find(path, components).path(), object.get(key));
            }
        }
        return this;
    }

    /** From now on these keys have their values: overrides of them are of unknown keys. */
    public Settings<C> fixed(Collection<String> keys) {
        free.keySet().removeAll(keys);
        return this;
    }

    /** Takes one override, {@code key=value}. */
    public Settings<C> override(String keyAndValue) {
        int equals = keyAndValue.indexOf('=');
        if (equals < 1) {
            throw new UserError("\"" + Quoted.of(keyAndValue) + "\" is no setting, expected key=value, for instance "
                    + free.keySet().stream().findFirst().orElse("key") + "=1");
        }
        KeyPath key = Keys.find(keyAndValue.substring(0, equals).strip(), free);
        values.set(
                key.path(), Values.parse(key, keyAndValue.substring(equals + 1).strip()));
        return this;
    }

    /** Takes overrides, at most one for a key. */
    public Settings<C> overrides(Iterable<String> keysAndValues) {
        Map<String, String> given = new HashMap<>();
        for (String text : keysAndValues) {
            override(text);
            String before = given.put(
                    Keys.find(text.substring(0, text.indexOf('=')).strip(), free)
                            .path(),
                    text);
            if (before != null) {
                throw new UserError("a key is given twice, as " + Quoted.of(before) + " and as " + Quoted.of(text)
                        + ": give it once");
            }
        }
        return this;
    }

    /**
     * The record. Throws {@link UserError} when a key has no value, a value is of another type, or the record's constructor refuses
     * (its IllegalArgumentException or UserError becomes the sentence).
     */
    public C resolve() {
        ObjectNode nested = Json.object();
        for (KeyPath key : components.values()) {
            if (!values.has(key.path())) {
                throw new UserError(
                        "the key " + key.path() + " has no value: give " + key.path() + "=" + Values.example(key));
            }
            Checks.check(key, values.get(key.path()));
            set(nested, key.path(), values.get(key.path()));
        }
        try {
            return Json.value(nested, type);
        } catch (JacksonException e) {
            throw refusal(e);
        }
    }

    private static void set(ObjectNode tree, String path, JsonNode value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            tree.set(path, value);
            return;
        }
        String first = path.substring(0, dot);
        ObjectNode child = tree.get(first) instanceof ObjectNode there ? there : tree.putObject(first);
        set(child, path.substring(dot + 1), value);
    }

    private UserError refusal(JacksonException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UserError error) {
                return error;
            }
            if (cause instanceof IllegalArgumentException || cause instanceof NullPointerException) {
                return new UserError(cause.getMessage(), e);
            }
        }
        String path = e.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        if (components.containsKey(path)) {
            return new UserError(
                    "invalid value " + path + "=" + Quoted.of(Json.line(values.get(path))) + ": must be "
                            + Values.expected(components.get(path)),
                    e);
        }
        return new UserError("the settings cannot be read: " + e.getOriginalMessage(), e);
    }

    /** A name among those known, for presets and experiments: itself, or a sentence with the nearest ones. */
    public static String known(String what, String name, Iterable<String> names) {
        List<String> all = java.util.stream.StreamSupport.stream(names.spliterator(), false)
                .toList();
        if (all.contains(name)) {
            return name;
        }
        throw new UserError("unknown " + what + " \"" + Quoted.of(name) + "\"; " + Nearest.clause(name, all));
    }
}
