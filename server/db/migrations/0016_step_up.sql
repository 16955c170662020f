-- Until when the password that was given again counts, for what a session alone does not open. The session's own end is
-- not moved by it.
alter table user_session add column stepped_up_until timestamptz;
