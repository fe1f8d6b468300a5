/**
 * The {@code hotdesk} command. Most verbs ask the running daemon over its admin API; {@code config}, {@code init} and
 * {@code dialplan} work on files and need no daemon.
 *
 * <p>A failure is a {@link org.hotdesk.cli.CliException}, caught in {@link org.hotdesk.cli.Cli} alone, which prints it as
 * one line and turns it into an {@link org.hotdesk.cli.ExitCode}.
 */
@NullMarked
package org.hotdesk.cli;

import org.jspecify.annotations.NullMarked;
