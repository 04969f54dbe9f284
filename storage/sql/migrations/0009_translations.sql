-- Question patterns in other languages: topic, template, keywords and probes by language.

alter table question_patterns add column translations jsonb not null default '{}';
