package org.hotdesk.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotdesk.config.Nearest;

/** Reads {@code {"people": [{"person": "ann"}], "devices": []}}, token by token, so that each value has its place. One owner thread. */
final class JsonSheet {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Source source;
    private final Problems problems;
    private final JsonParser parser;
    private final List<Row> rows = new ArrayList<>();

    private JsonSheet(Source source, Problems problems, JsonParser parser) {
        this.source = source;
        this.problems = problems;
        this.parser = parser;
    }

    /** The objects that can be read. */
    static List<Row> read(Source source, Problems problems) {
        return source.text(problems).map(text -> read(source, problems, text)).orElse(List.of());
    }

    private static List<Row> read(Source source, Problems problems, CharBuffer text) {
        try (JsonParser parser = FACTORY.createParser(text.array(), text.arrayOffset(), text.length())) {
            var sheet = new JsonSheet(source, problems, parser);
            try {
                sheet.document();
            } catch (JsonProcessingException broken) {
                JsonLocation at = broken.getLocation() == null ? parser.currentLocation() : broken.getLocation();
                problems.add(new Problem(
                        source.name(), at.getLineNr(), at.getColumnNr(), "", "is no JSON: " + fault(broken)));
            }
            return sheet.rows;
        } catch (IOException impossible) {
            throw new IllegalStateException("text in memory cannot fail", impossible);
        }
    }

    /** The library's words without what stands in the file, which may be a secret, and without what it would rather see. */
    private static String fault(JsonProcessingException broken) {
        return broken.getOriginalMessage().replaceAll("(?s)( '.*|: was .*| \\(start .*|\\R.*)", "");
    }

    private void document() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            here("must be an object such as {\"people\": [{\"person\": \"ann\"}]}");
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            Kind kind = Kind.parse(name).orElse(null);
            if (kind == null) {
                List<String> words =
                        Arrays.stream(Kind.values()).map(Kind::word).toList();
                here("there is no kind \"" + CsvSheet.shown(name) + "\"; it must be one of "
                        + String.join(", ", words));
                parser.nextToken();
                parser.skipChildren();
            } else if (parser.nextToken() == JsonToken.START_ARRAY) {
                array(kind);
            } else {
                here(kind.word() + " must be a list");
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            here("something stands behind the end");
        }
    }

    private void array(Kind kind) throws IOException {
        List<String> columns = kind.columns();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                object(kind, columns);
            } else {
                here(kind.word() + " must be a list of objects");
                parser.skipChildren();
            }
        }
    }

    private void object(Kind kind, List<String> columns) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        Map<String, Row.Cell> cells = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (!columns.contains(name)) {
                here("there is no field \"" + CsvSheet.shown(name) + "\" in " + kind.word()
                        + Nearest.to(name, columns)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
                parser.nextToken();
                parser.skipChildren();
                continue;
            }
            parser.nextToken();
            JsonLocation at = parser.currentTokenLocation();
            cells.put(name, new Row.Cell(text(name), at.getLineNr(), at.getColumnNr()));
        }
        rows.add(new Row(source.name(), line, List.of(kind), Map.copyOf(cells)));
    }

    private String text(String name) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY && name.equals("lines")) {
            List<String> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(scalar(name));
            }
            return String.join(" ", items);
        }
        if (parser.currentToken() == JsonToken.START_OBJECT && name.equals(SettingLines.COLUMN)) {
            Map<String, String> settings = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String variable = parser.currentName();
                parser.nextToken();
                settings.put(variable, scalar(name));
            }
            return SettingLines.of(settings);
        }
        return scalar(name);
    }

    private String scalar(String name) throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isStructStart()) {
            here(name + " must be a text, a number, true or false");
            parser.skipChildren();
            return "";
        }
        String text = token == JsonToken.VALUE_NULL ? "" : parser.getText();
        return name.equals(SettingLines.COLUMN) ? text : text.strip();
    }

    private void here(String message) {
        JsonLocation at = parser.currentTokenLocation();
        problems.add(new Problem(source.name(), at.getLineNr(), at.getColumnNr(), "", message));
    }
}
