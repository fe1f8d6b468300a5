package org.hotdesk.sip.watch;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads {@code application/dialog-info+xml} (RFC 4235 §4) as far as a lamp needs it. */
final class DialogInfo {
    private static final XMLInputFactory XML = factory();

    private DialogInfo() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** The lamp that the dialogs of the document add up to; empty when it is no such document. */
    static Optional<LampState> parse(byte[] body) {
        // Decoded here, since the reader writes about broken bytes to the console.
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(text));
            try {
                return lamp(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Optional<LampState> lamp(XMLStreamReader reader) throws XMLStreamException {
        LampState lamp = LampState.IDLE;
        boolean known = false;
        boolean incoming = false;
        boolean inDialog = false;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.END_ELEMENT && "dialog".equals(reader.getLocalName())) {
                inDialog = false;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (reader.getLocalName()) {
                case "dialog-info" -> known = true;
                case "dialog" -> {
                    inDialog = true;
                    incoming = "recipient".equals(reader.getAttributeValue("", "direction"));
                }
                case "state" -> {
                    LampState one = inDialog ? state(reader.getElementText(), incoming) : LampState.IDLE;
                    lamp = one.compareTo(lamp) > 0 ? one : lamp;
                }
                default -> {}
            }
        }
        return known ? Optional.of(lamp) : Optional.empty();
    }

    private static LampState state(String text, boolean incoming) {
        return switch (text.strip()) {
            case "trying", "proceeding", "early" -> incoming ? LampState.RINGING : LampState.EARLY;
            case "confirmed" -> LampState.CONFIRMED;
            default -> LampState.IDLE;
        };
    }
}
