package fathom.simd.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As much JSON as the header of a safetensors file needs: objects, arrays, strings and whole numbers. */
final class Json {

    private final String text;
    private final String where;
    private int at;

    private Json(String text, String where) {
        this.text = text;
        this.where = where;
    }

    /** An object as a map in its own order; values are maps, lists, strings and longs. */
    static Map<String, Object> object(String text, String where) throws FileFormatException {
        Json json = new Json(text, where);
        json.space();
        Map<String, Object> object = json.object();
        json.space();
        if (json.at < text.length()) {
            throw json.wrong("the end");
        }
        return object;
    }

    private Object value() throws FileFormatException {
        space();
        return switch (at < text.length() ? text.charAt(at) : ' ') {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> number();
        };
    }

    private Map<String, Object> object() throws FileFormatException {
        Map<String, Object> object = new LinkedHashMap<>();
        expect('{');
        space();
        while (!accept('}')) {
            if (!object.isEmpty()) {
                expect(',');
                space();
            }
            String key = string();
            space();
            expect(':');
            if (object.put(key, value()) != null) {
                throw new FileFormatException(where + " names \"" + key + "\" twice");
            }
            space();
        }
        return object;
    }

    private List<Object> array() throws FileFormatException {
        List<Object> array = new ArrayList<>();
        expect('[');
        space();
        while (!accept(']')) {
            if (!array.isEmpty()) {
                expect(',');
            }
            array.add(value());
            space();
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
                if (at + 4 > text.length()) {
                    throw wrong("four hexadecimal digits");
                }
                try {
                    char code = (char) Integer.parseInt(text.substring(at, at + 4), 16);
                    at += 4;
                    yield code;
                } catch (NumberFormatException e) {
                    throw wrong("four hexadecimal digits");
                }
            }
            default -> c;
        };
    }

    private Long number() throws FileFormatException {
        int start = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '-')) {
            at++;
        }
        try {
            return Long.valueOf(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw wrong("a value");
        }
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char next() throws FileFormatException {
        if (at == text.length()) {
            throw wrong("more");
        }
        return text.charAt(at++);
    }

    private boolean accept(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) throws FileFormatException {
        if (!accept(c)) {
            throw wrong("'" + c + "'");
        }
    }

    private FileFormatException wrong(String expected) {
        return new FileFormatException(
                where + " has a header that is no JSON: " + expected + " expected at character " + at);
    }
}
