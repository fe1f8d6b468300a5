package org.hotdesk.model;

import java.util.Optional;
import java.util.function.Function;

/** Where a policy's value is set. */
public sealed interface PolicyScope {
    /** Its word: {@code system}, {@code group}, {@code device} or {@code user}. */
    String word();

    /** Which group, device or user; nothing for the system. */
    String subject();

    /** Calls the function for the case at hand. */
    <R> R fold(
            Function<OfSystem, R> system,
            Function<OfGroup, R> group,
            Function<OfDevice, R> device,
            Function<OfUser, R> user);

    /** Reads what {@link #word} and {@link #subject} gave; empty when it is none. */
    static Optional<PolicyScope> parse(String word, String subject) {
        return switch (word) {
            case "system" -> subject.isEmpty() ? Optional.of(new OfSystem()) : Optional.empty();
            case "group" -> Token.parse(subject).map(OfGroup::new);
            case "device" -> DeviceNumber.parse(subject).map(OfDevice::new);
            case "user" -> UserNumber.parse(subject).map(OfUser::new);
            default -> Optional.empty();
        };
    }

    /** Everybody and everything. */
    record OfSystem() implements PolicyScope {
        @Override
        public String word() {
            return "system";
        }

        @Override
        public String subject() {
            return "";
        }

        @Override
        public <R> R fold(
                Function<OfSystem, R> system,
                Function<OfGroup, R> group,
                Function<OfDevice, R> device,
                Function<OfUser, R> user) {
            return system.apply(this);
        }

        @Override
        public String toString() {
            return "system";
        }
    }

    /** The users and devices of a group. */
    record OfGroup(Token group) implements PolicyScope {
        @Override
        public String word() {
            return "group";
        }

        @Override
        public String subject() {
            return group.text();
        }

        @Override
        public <R> R fold(
                Function<OfSystem, R> system,
                Function<OfGroup, R> ofGroup,
                Function<OfDevice, R> device,
                Function<OfUser, R> user) {
            return ofGroup.apply(this);
        }

        @Override
        public String toString() {
            return "group " + group;
        }
    }

    /** One device. */
    record OfDevice(DeviceNumber device) implements PolicyScope {
        @Override
        public String word() {
            return "device";
        }

        @Override
        public String subject() {
            return device.digits();
        }

        @Override
        public <R> R fold(
                Function<OfSystem, R> system,
                Function<OfGroup, R> group,
                Function<OfDevice, R> ofDevice,
                Function<OfUser, R> user) {
            return ofDevice.apply(this);
        }

        @Override
        public String toString() {
            return "device " + device;
        }
    }

    /** One user. */
    record OfUser(UserNumber user) implements PolicyScope {
        @Override
        public String word() {
            return "user";
        }

        @Override
        public String subject() {
            return user.digits();
        }

        @Override
        public <R> R fold(
                Function<OfSystem, R> system,
                Function<OfGroup, R> group,
                Function<OfDevice, R> device,
                Function<OfUser, R> ofUser) {
            return ofUser.apply(this);
        }

        @Override
        public String toString() {
            return "user " + user;
        }
    }
}
