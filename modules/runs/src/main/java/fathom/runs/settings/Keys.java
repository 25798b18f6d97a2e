package fathom.runs.settings;

import fathom.runs.Quoted;
import fathom.runs.UserError;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The keys of a configuration record, and which of them a user means. */
final class Keys {

    private Keys() {}

    static Map<String, RecordComponent> of(Class<? extends Record> type) {
        Map<String, RecordComponent> components = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.put(component.getName(), component);
        }
        return components;
    }

    /** The component of that name, exactly or else in another spelling. */
    static RecordComponent component(String key, Map<String, RecordComponent> components) {
        if (components.containsKey(key)) {
            return components.get(key);
        }
        List<String> alike = components.keySet().stream()
                .filter(name -> plain(name).equals(plain(key)))
                .toList();
        if (alike.size() == 1) {
            return components.get(alike.getFirst());
        }
        throw new UserError("unknown key \"" + Quoted.of(key) + "\"; " + Nearest.clause(key, components.keySet()));
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
