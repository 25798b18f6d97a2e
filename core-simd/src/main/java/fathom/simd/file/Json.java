package fathom.simd.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As much JSON as the header of a safetensors file needs: objects, arrays, strings and whole numbers. */
final class Json extends HeaderText {

    private Json(String text, String where) {
        super(text, where);
    }

    /** An object as a map in its own order; values are maps, lists, strings and longs. */
    static Map<String, Object> object(String text, String where) throws FileFormatException {
        Json json = new Json(text, where);
        json.space();
        Map<String, Object> object = json.object();
        json.end();
        return object;
    }

    @Override
    String language() {
        return "JSON";
    }

    @Override
    boolean trailingComma() {
        return false;
    }

    private Object value() throws FileFormatException {
        space();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> number();
        };
    }

    private Map<String, Object> object() throws FileFormatException {
        Map<String, Object> object = new LinkedHashMap<>();
        enter('{');
        while (!leave('}', object.isEmpty())) {
            String key = string();
            space();
            expect(':');
            if (object.put(key, value()) != null) {
                throw new FileFormatException(where + " names \"" + Quoted.of(key) + "\" twice");
            }
        }
        return object;
    }

    private List<Object> array() throws FileFormatException {
        List<Object> array = new ArrayList<>();
        enter('[');
        while (!leave(']', array.isEmpty())) {
            array.add(value());
        }
        return array;
    }

    private String string() throws FileFormatException {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (!accept('"')) {
            char c = next();
            string.append(c == '\\' ? escaped() : c);
        }
        return string.toString();
    }

    private char escaped() throws FileFormatException {
        char c = next();
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(next(), 16);
                    if (digit < 0) {
                        throw wrong("four hexadecimal digits");
                    }
                    code = code << 4 | digit;
                }
                yield (char) code;
            }
            default -> c;
        };
    }

    /** The text as a string of JSON. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                Quoted.escape(c, quoted);
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
