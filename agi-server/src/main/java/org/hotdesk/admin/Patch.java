package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.form.Fields;

/**
 * What a JSON object wants to have changed: a field that is absent leaves things as they are, {@code null} clears what
 * may be empty. One owner thread.
 */
final class Patch implements Fields {
    private final String subject;
    private final ObjectNode fields;

    /**
     * Refuses fields that are not known.
     *
     * @param subject how messages begin, such as {@code device 1001}
     */
    Patch(String subject, ObjectNode fields, Set<String> known) {
        this.subject = subject;
        this.fields = fields;
        for (Iterator<String> names = fields.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw refusal("has no field of that name; its fields are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    boolean has(String field) {
        return fields.has(field);
    }

    @Override
    public boolean isFilled(String field) {
        return fields.hasNonNull(field);
    }

    @Override
    public <T> T text(String field, T current, Function<String, Optional<T>> parser, String range) {
        return given(field).map(node -> parsed(field, node, parser, range)).orElse(current);
    }

    @Override
    public <T> Optional<T> optional(
            String field, Optional<T> current, Function<String, Optional<T>> parser, String range) {
        Optional<JsonNode> node = given(field);
        if (node.isEmpty()) {
            return current;
        }
        return node.get().isNull() ? Optional.empty() : Optional.of(parsed(field, node.get(), parser, range));
    }

    @Override
    public int number(String field, int current, int most) {
        Optional<JsonNode> node = given(field);
        if (node.isEmpty()) {
            return current;
        }
        if (!node.get().isInt() || node.get().intValue() < 0 || node.get().intValue() > most) {
            throw refusal(field + " is a number from 0 to " + most);
        }
        return node.get().intValue();
    }

    @Override
    public boolean flag(String field, boolean current) {
        Optional<JsonNode> node = given(field);
        if (node.isPresent() && !node.get().isBoolean()) {
            throw refusal(field + " is true or false");
        }
        return node.map(JsonNode::booleanValue).orElse(current);
    }

    @Override
    public void problem(String field, String message) {
        throw refusal(field + ": " + message);
    }

    private Optional<JsonNode> given(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    private <T> T parsed(String field, JsonNode node, Function<String, Optional<T>> parser, String range) {
        if (node.isNull()) {
            throw refusal(field + " may not be empty");
        }
        return Optional.of(node)
                .filter(JsonNode::isTextual)
                .flatMap(text -> parser.apply(text.textValue()))
                .orElseThrow(() -> refusal(field + " must be " + range));
    }

    private AdminRefusal refusal(String what) {
        return new AdminRefusal(Why.MALFORMED, subject + ": " + what);
    }
}
