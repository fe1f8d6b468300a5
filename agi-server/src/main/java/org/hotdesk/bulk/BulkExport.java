package org.hotdesk.bulk;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.Mailbox;
import org.hotdesk.phone.Phone;
import org.hotdesk.store.Bulk;
import org.hotdesk.store.Secrets;
import org.hotdesk.store.Store;

/** Writes what {@link BulkImport} reads. The same store gives the same text. PINs, which nobody can read, are not in it. */
public final class BulkExport {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private BulkExport() {}

    /**
     * The whole as JSON, an object on each line, written as it goes.
     *
     * @param withSecrets whether SIP secrets and mailbox passwords are in it, in clear
     */
    public static void json(Store store, boolean withSecrets, OutputStream out) throws IOException {
        Bulk.Present present = store.bulk().present();
        Optional<Secrets> secrets = withSecrets ? Optional.of(store.secrets()) : Optional.empty();
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            for (Kind kind : Kind.values()) {
                json.writeRaw('\n');
                json.writeArrayFieldStart(kind.word());
                List<Map<String, String>> rows = rows(kind, present, secrets).toList();
                for (Map<String, String> cells : rows) {
                    json.writeRaw('\n');
                    json.writeTree(object(cells));
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** One kind of what {@link #json} wrote, as RFC 4180 has it. */
    public static void csv(Kind kind, JsonNode document, boolean withSecrets, Appendable out) throws IOException {
        List<String> columns = kind.columns().stream()
                .filter(column -> !column.equals("pin") && (withSecrets || !Kind.isSecret(column)))
                .toList();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader(columns.toArray(String[]::new))
                .get();
        var printer = new CSVPrinter(out, format);
        for (JsonNode object : document.path(kind.word())) {
            printer.printRecord(
                    columns.stream().map(column -> cell(object.path(column))).toList());
        }
        printer.flush();
    }

    private static Stream<Map<String, String>> rows(Kind kind, Bulk.Present present, Optional<Secrets> secrets) {
        return switch (kind) {
            case PEOPLE ->
                present.people().values().stream()
                        .sorted(Comparator.comparing(person -> person.uid().text()))
                        .map(PersonCells::write);
            case MAILBOXES ->
                present.mailboxes().values().stream()
                        .sorted(Comparator.comparing(box -> box.address().toString()))
                        .map(box -> with("mailbox_password", MailboxCells.write(box), password(secrets, box)));
            case USERS ->
                present.floor().users().stream()
                        .sorted(Comparator.comparing(AmpUser::number))
                        .map(UserCells::write);
            case DEVICES ->
                present.floor().devices().stream()
                        .sorted(Comparator.comparing(Device::number))
                        .map(device -> with(
                                "sip_secret",
                                DeviceCells.write(device),
                                secrets.flatMap(held -> held.sipSecret(device.number()))));
            case ALIASES ->
                present.floor().aliases().stream()
                        .sorted(Comparator.comparing(Alias::name))
                        .map(AliasCells::write);
            case PHONES ->
                present.phones().values().stream()
                        .sorted(Comparator.comparing(Phone::mac))
                        .map(PhoneCells::write);
        };
    }

    private static Optional<String> password(Optional<Secrets> secrets, Mailbox mailbox) {
        return secrets.flatMap(held -> held.mailboxPassword(mailbox.address()));
    }

    private static Map<String, String> with(String column, Map<String, String> cells, Optional<String> secret) {
        secret.ifPresent(text -> cells.put(column, text));
        return cells;
    }

    private static ObjectNode object(Map<String, String> cells) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        cells.forEach((column, text) -> {
            switch (column) {
                case "edge", "dnd", "cw" -> object.put(column, Boolean.parseBoolean(text));
                case "ringtimer" -> object.put(column, Integer.parseInt(text));
                case "lines" -> {
                    var words = object.putArray(column);
                    Arrays.stream(text.split(" ", -1))
                            .filter(word -> !word.isEmpty())
                            .forEach(words::add);
                }
                case SettingLines.COLUMN -> {
                    ObjectNode settings = object.putObject(column);
                    SettingLines.parse(text).orElse(Map.of()).forEach(settings::put);
                }
                default -> object.put(column, text.isEmpty() ? null : text);
            }
        });
        return object;
    }

    private static String cell(JsonNode field) {
        if (field.isArray()) {
            List<String> words = new ArrayList<>();
            field.forEach(word -> words.add(word.asText()));
            return String.join(" ", words);
        }
        if (field.isObject()) {
            Map<String, String> settings = new LinkedHashMap<>();
            field.properties()
                    .forEach(each -> settings.put(each.getKey(), each.getValue().asText()));
            return SettingLines.of(settings);
        }
        return field.isNull() ? "" : field.asText();
    }
}
