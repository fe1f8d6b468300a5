-- Without it, PostgreSQL reads all users for each mailbox that is removed.
create index ampuser_mailbox on ampuser (mailbox_context, mailbox_box);
