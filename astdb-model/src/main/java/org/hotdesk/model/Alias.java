package org.hotdesk.model;

import java.util.Optional;
import java.util.function.Function;

/** Another name of one device or one user; either may have several. */
public record Alias(AliasName name, Target target) {
    public static Alias of(AliasName name, DeviceNumber device) {
        return new Alias(name, new ToDevice(device));
    }

    public static Alias of(AliasName name, UserNumber user) {
        return new Alias(name, new ToUser(user));
    }

    /** The device it stands for; empty when it stands for a user. */
    public Optional<DeviceNumber> device() {
        return target.fold(to -> Optional.of(to.device()), to -> Optional.empty());
    }

    /** The user it stands for; empty when it stands for a device. */
    public Optional<UserNumber> user() {
        return target.fold(to -> Optional.empty(), to -> Optional.of(to.user()));
    }

    /** Whom an alias stands for. */
    public sealed interface Target {
        /** The number to dial for it, of the device or of the user. */
        String digits();

        /** Calls the function for the case at hand. */
        <R> R fold(Function<ToDevice, R> device, Function<ToUser, R> user);
    }

    /** A phone, whoever sits there. */
    public record ToDevice(DeviceNumber device) implements Target {
        @Override
        public String digits() {
            return device.digits();
        }

        @Override
        public <R> R fold(Function<ToDevice, R> device, Function<ToUser, R> user) {
            return device.apply(this);
        }

        @Override
        public String toString() {
            return "device " + device;
        }
    }

    /** A person, wherever they sit. */
    public record ToUser(UserNumber user) implements Target {
        @Override
        public String digits() {
            return user.digits();
        }

        @Override
        public <R> R fold(Function<ToDevice, R> device, Function<ToUser, R> user) {
            return user.apply(this);
        }

        @Override
        public String toString() {
            return "user " + user;
        }
    }
}
