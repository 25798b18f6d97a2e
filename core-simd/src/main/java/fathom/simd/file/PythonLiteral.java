package fathom.simd.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * As much of Python's literals as the header of an .npy file needs: dictionaries, tuples, lists, strings in either quotes, whole numbers with
 * Python 2's L behind them or without, True, False and None.
 */
final class PythonLiteral extends HeaderText {

    /** A tuple, to be told from a list. */
    record Tuple(List<Object> items) {}

    private PythonLiteral(String text, String where) {
        super(text, where);
    }

    /** A dictionary whose values are strings, longs, booleans, tuples, lists and dictionaries; None is left out. */
    static Map<String, Object> dictionary(String text, String where) throws FileFormatException {
        PythonLiteral literal = new PythonLiteral(text, where);
        literal.space();
        Map<String, Object> dictionary = literal.dictionary();
        literal.end();
        return dictionary;
    }

    @Override
    String language() {
        return "dictionary of Python";
    }

    @Override
    boolean trailingComma() {
        return true;
    }

    private Object value() throws FileFormatException {
        space();
        return switch (peek()) {
            case '{' -> dictionary();
            case '(' -> tuple();
            case '[' -> list(new ArrayList<>(), '[', ']');
            case 'T', 'F', 'N' -> word();
            case '\'', '"', 'u', 'b' -> string();
            default -> {
                Long number = number();
                accept('L');
                yield number;
            }
        };
    }

    private Map<String, Object> dictionary() throws FileFormatException {
        Map<String, Object> dictionary = new LinkedHashMap<>();
        enter('{');
        boolean first = true;
        while (!leave('}', first)) {
            first = false;
            String key = string();
            space();
            expect(':');
            Object value = value();
            if (value != null && dictionary.put(key, value) != null) {
                throw new FileFormatException(where + " gives '" + Quoted.of(key) + "' twice in its header");
            }
        }
        return dictionary;
    }

    /** A tuple, or the value in parentheses without a comma. */
    private Object tuple() throws FileFormatException {
        List<Object> items = list(new ArrayList<>(), '(', ')');
        int last = at - 2;
        while (Character.isWhitespace(text.charAt(last))) {
            last--;
        }
        return items.size() == 1 && text.charAt(last) != ',' ? items.getFirst() : new Tuple(items);
    }

    private List<Object> list(List<Object> items, char open, char close) throws FileFormatException {
        enter(open);
        boolean first = true;
        while (!leave(close, first)) {
            first = false;
            items.add(value());
        }
        return items;
    }

    private Boolean word() throws FileFormatException {
        for (String word : List.of("True", "False", "None")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("None") ? null : (Boolean) word.equals("True");
            }
        }
        throw wrong("a value");
    }

    private String string() throws FileFormatException {
        if (peek() == 'u' || peek() == 'b') {
            at++;
        }
        char quote = next();
        if (quote != '\'' && quote != '"') {
            at--;
            throw wrong("a string");
        }
        int start = at;
        while (!accept(quote)) {
            if (next() == '\\') {
                throw wrong("a string without a backslash");
            }
        }
        return text.substring(start, at - 1);
    }
}
