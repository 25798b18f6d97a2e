package fathom.nn;

import fathom.simd.image.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands in the parentheses of a layer's text: values, then values with keys. Sentences name the layer. */
final class Arguments {

    private final String name;
    private final List<String> values = new ArrayList<>();
    private final Map<String, String> keyed = new LinkedHashMap<>();

    /**
     * @param name of the layer
     * @param inside what stands in its parentheses
     * @param count how many values it takes
     * @param keys those that it knows
     * @throws IllegalArgumentException if there are more or fewer values, or other keys
     */
    Arguments(String name, String inside, int count, Set<String> keys) {
        this.name = name;
        for (String part : inside.isBlank() ? new String[0] : inside.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                values.add(part.strip());
            } else if (keyed.put(
                            part.substring(0, equals).strip(),
                            part.substring(equals + 1).strip())
                    != null) {
                throw refused("one key of " + inside.strip() + " stands there twice");
            }
        }
        if (values.size() != count) {
            throw refused("it takes " + (count == 0 ? "no value" : count == 1 ? "1 value" : count + " values")
                    + (keys.isEmpty() ? "" : " without a key") + ", not " + values.size());
        }
        for (String key : keyed.keySet()) {
            if (!keys.contains(key)) {
                throw refused("it does not know the key " + key
                        + (keys.isEmpty()
                                ? ""
                                : ", only "
                                        + String.join(
                                                ", ", keys.stream().sorted().toList())));
            }
        }
    }

    String text(int i) {
        return values.get(i);
    }

    int whole(int i) {
        return whole(values.get(i));
    }

    double real(int i) {
        return real(values.get(i));
    }

    double real(String key, double usual) {
        return keyed.containsKey(key) ? real(keyed.get(key)) : usual;
    }

    /** Numbers with an x between them. */
    int[] sizes(String text) {
        String[] parts = text.split("x", -1);
        int[] sizes = new int[parts.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = whole(parts[i]);
        }
        return sizes;
    }

    /**
     * Value {@code i} with the keys stride and padding.
     *
     * @param apart whether windows lie side by side where no stride is given, otherwise at every pixel
     */
    Window window(int i, boolean apart) {
        int[] size = pair(values.get(i));
        int[] stride = keyed.containsKey("stride") ? pair(keyed.get("stride")) : apart ? size : new int[] {1, 1};
        int[] padding = keyed.containsKey("padding") ? pair(keyed.get("padding")) : new int[] {0, 0};
        return new Window(size[0], size[1], stride[0], stride[1], padding[0], padding[1]);
    }

    private int[] pair(String text) {
        int[] sizes = sizes(text);
        if (sizes.length > 2) {
            throw refused("an image has a height and a width, but " + text + " are " + sizes.length + " sizes");
        }
        return sizes.length == 2 ? sizes : new int[] {sizes[0], sizes[0]};
    }

    private int whole(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw refused("'" + text + "' is no whole number");
        }
    }

    private double real(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            throw refused("'" + text + "' is no number");
        }
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(name + ": " + why);
    }
}
