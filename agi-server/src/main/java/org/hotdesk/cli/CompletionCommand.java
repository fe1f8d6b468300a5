package org.hotdesk.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: the script that makes bash complete verbs and options. */
@Command(
        name = "completion",
        description = "Prints bash completion: source <(hotdesk completion), or into /etc/bash_completion.d/hotdesk.")
final class CompletionCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        var root = spec.root().commandLine();
        root.getOut().print(AutoComplete.bash(root.getCommandName(), root));
    }
}
