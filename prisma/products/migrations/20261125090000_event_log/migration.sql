-- What happened, in the order in which it was committed; kept for a day (packages/events).
CREATE TABLE "event_log" (
    "position" BIGSERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "subject" UUID NOT NULL,
    "owner" UUID,
    "payload" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_log_pkey" PRIMARY KEY ("position")
);

CREATE INDEX "event_log_subject_position_idx" ON "event_log"("subject", "position");
CREATE INDEX "event_log_owner_position_idx" ON "event_log"("owner", "position");
CREATE INDEX "event_log_topic_position_idx" ON "event_log"("topic", "position");
CREATE INDEX "event_log_at_idx" ON "event_log"("at");

-- Positions come from a sequence, which does not wait for commits: whoever reads on from the last position that it saw would
-- miss an event with a lower one that is committed later. So whoever writes events holds a lock from the first position to
-- the commit. NOTIFY, which wakes the readers, makes transactions commit one by one in any case.
CREATE FUNCTION append_events(events JSONB) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('event_log'));
  INSERT INTO event_log (topic, subject, owner, payload)
    SELECT event.topic, event.subject, event.owner, event.payload
    FROM jsonb_to_recordset(events) AS event(topic TEXT, subject UUID, owner UUID, payload JSONB);
  PERFORM pg_notify('event_log', '');
END
$$;
