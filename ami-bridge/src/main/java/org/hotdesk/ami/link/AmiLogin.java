package org.hotdesk.ami.link;

/**
 * The AMI account of Asterisk's {@code manager.conf}. Needs {@code write = system,call,reporting,user,agent,originate} and {@code read =
 * system,call,user,agent}. The secret stays out of {@link #toString}.
 */
public record AmiLogin(String user, String secret) {
    public AmiLogin {
        if (user.isEmpty() || AmiText.unspeakable(user)) {
            throw new IllegalArgumentException("AMI user must be a name without control characters");
        }
        if (secret.isEmpty() || AmiText.unspeakable(secret)) {
            throw new IllegalArgumentException("AMI secret must not be empty and must have no control characters");
        }
    }

    @Override
    public String toString() {
        return "AmiLogin[user=" + user + ", secret=***]";
    }
}
