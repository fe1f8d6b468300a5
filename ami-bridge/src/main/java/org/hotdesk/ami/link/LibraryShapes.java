package org.hotdesk.ami.link;

import java.util.LinkedHashMap;
import java.util.Map;
import org.asteriskjava.manager.AsteriskMapping;
import org.asteriskjava.manager.action.AbstractManagerAction;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.UserEvent;

/**
 * Shapes that asterisk-java fills and reads by reflection, hence public and with setters; nothing outside this package
 * can name them. Fields are StringBuilders, since the library turns the words {@code none}, {@code unknown} and some more
 * into null where a setter takes a String, and any other value class is built from the word as it is.
 */
final class LibraryShapes {
    private LibraryShapes() {}

    private static StringBuilder empty() {
        return new StringBuilder();
    }

    /** Any action: a name and headers in order. The library has no VoicemailRefresh; this says it. */
    public static final class SpokenAction extends AbstractManagerAction {
        private static final long serialVersionUID = 1L;
        private final String name;
        private final LinkedHashMap<String, String> headers;

        SpokenAction(String name, Map<String, String> headers) {
            this.name = name;
            this.headers = new LinkedHashMap<>(headers);
        }

        @Override
        public String getAction() {
            return name;
        }

        /** The library writes the entries of an attribute of this name as headers. */
        public Map<String, String> getAttributes() {
            return headers;
        }
    }

    @AsteriskMapping("DeviceStateChange")
    public static final class DeviceStateEvent extends ManagerEvent {
        private static final long serialVersionUID = 1L;
        private StringBuilder device = empty();
        private StringBuilder state = empty();

        public DeviceStateEvent(Object source) {
            super(source);
        }

        public void setDevice(StringBuilder device) {
            this.device = device;
        }

        public void setState(StringBuilder state) {
            this.state = state;
        }

        String device() {
            return device.toString();
        }

        String state() {
            return state.toString();
        }
    }

    @AsteriskMapping("MessageWaiting")
    public static final class MailboxEvent extends ManagerEvent {
        private static final long serialVersionUID = 1L;
        private StringBuilder mailbox = empty();
        private StringBuilder fresh = empty();
        private StringBuilder old = empty();

        public MailboxEvent(Object source) {
            super(source);
        }

        public void setMailbox(StringBuilder mailbox) {
            this.mailbox = mailbox;
        }

        public void setNew(StringBuilder fresh) {
            this.fresh = fresh;
        }

        public void setOld(StringBuilder old) {
            this.old = old;
        }

        /** Not needed; without it the library complains of each event. */
        public void setWaiting(StringBuilder waiting) {}

        String mailbox() {
            return mailbox.toString();
        }

        String fresh() {
            return fresh.toString();
        }

        String old() {
            return old.toString();
        }
    }

    /** Asterisk apps/app_voicemail.c, reset_user_pw(); no getters, so that the library prints no password. It keeps the context itself. */
    @AsteriskMapping("VoicemailPasswordChange")
    public static final class PasswordEvent extends ManagerEvent {
        private static final long serialVersionUID = 1L;
        private StringBuilder mailbox = empty();
        private StringBuilder password = empty();

        public PasswordEvent(Object source) {
            super(source);
        }

        public void setMailbox(StringBuilder mailbox) {
            this.mailbox = mailbox;
        }

        public void setNewPassword(StringBuilder password) {
            this.password = password;
        }

        String mailbox() {
            return mailbox.toString();
        }

        String password() {
            return password.toString();
        }
    }

    @AsteriskMapping("ContactStatus")
    public static final class ContactEvent extends ManagerEvent {
        private static final long serialVersionUID = 1L;
        private StringBuilder endpoint = empty();
        private StringBuilder aor = empty();
        private StringBuilder uri = empty();
        private StringBuilder status = empty();

        public ContactEvent(Object source) {
            super(source);
        }

        public void setEndpointName(StringBuilder endpoint) {
            this.endpoint = endpoint;
        }

        public void setAor(StringBuilder aor) {
            this.aor = aor;
        }

        public void setUri(StringBuilder uri) {
            this.uri = uri;
        }

        public void setContactStatus(StringBuilder status) {
            this.status = status;
        }

        String endpoint() {
            return endpoint.toString();
        }

        String aor() {
            return aor.toString();
        }

        String uri() {
            return uri.toString();
        }

        String status() {
            return status.toString();
        }
    }

    @AsteriskMapping("HotdeskFeature")
    public static final class FeatureEvent extends UserEvent {
        private static final long serialVersionUID = 1L;
        private StringBuilder family = empty();
        private StringBuilder user = empty();

        public FeatureEvent(Object source) {
            super(source);
        }

        public void setFamily(StringBuilder family) {
            this.family = family;
        }

        public void setUser(StringBuilder user) {
            this.user = user;
        }

        String family() {
            return family.toString();
        }

        String user() {
            return user.toString();
        }
    }

    @AsteriskMapping("HotdeskEmergency")
    public static final class EmergencyEvent extends UserEvent {
        private static final long serialVersionUID = 1L;
        private StringBuilder device = empty();
        private StringBuilder user = empty();
        private StringBuilder number = empty();
        private StringBuilder call = empty();
        private StringBuilder location = empty();

        public EmergencyEvent(Object source) {
            super(source);
        }

        public void setDevice(StringBuilder device) {
            this.device = device;
        }

        public void setUser(StringBuilder user) {
            this.user = user;
        }

        public void setNumber(StringBuilder number) {
            this.number = number;
        }

        public void setCall(StringBuilder call) {
            this.call = call;
        }

        public void setLocation(StringBuilder location) {
            this.location = location;
        }

        String device() {
            return device.toString();
        }

        String user() {
            return user.toString();
        }

        String number() {
            return number.toString();
        }

        String call() {
            return call.toString();
        }

        String location() {
            return location.toString();
        }
    }

    @AsteriskMapping("HotdeskMissed")
    public static final class MissedEvent extends UserEvent {
        private static final long serialVersionUID = 1L;
        private StringBuilder user = empty();

        public MissedEvent(Object source) {
            super(source);
        }

        public void setUser(StringBuilder user) {
            this.user = user;
        }

        String user() {
            return user.toString();
        }
    }
}
