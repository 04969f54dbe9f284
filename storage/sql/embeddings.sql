-- What stories mean: vectors by one model, found by likeness among the user's own.

-- name: story_vector_is_current
select exists (
    select from embeddings join stories on stories.id = embeddings.entity_id
    where entity_type = 'story' and stories.user_id = $1 and stories.id = $2
        and embedding_model = $3 and content_hash = $4
)

-- name: keep_story_vector
-- The story is held until the end of the transaction: it can't go and leave its vector behind.
with held as (select id from stories where user_id = $1 and id = $2 for key share)
insert into embeddings (entity_type, entity_id, embedding_model, content_hash, embedding)
select 'story', id, $3, $4, $5::text::vector from held
on conflict (entity_type, entity_id, embedding_model) do update
set content_hash = excluded.content_hash, embedding = excluded.embedding, created_at = now()
returning true

-- name: similar_stories
-- Materialised, so that all of the user's are compared: the index over everybody's stops after
-- some forty, which may all be other people's.
with own as materialized (
    select stories.*, embedding
    from stories
    join embeddings on entity_type = 'story' and entity_id = stories.id and embedding_model = $2
    where user_id = $1 and not is_archived
)
select
    jsonb_build_object(
        'story_id', id, 'user_id', user_id, 'title', title, 'situation', situation,
        'task', task, 'action', action, 'result', result, 'is_archived', is_archived,
        'source', source, 'created_at', rfc3339(created_at), 'updated_at', rfc3339(updated_at)
    ),
    embedding <=> $3::text::vector as distance
from own
order by distance, id
limit $4
