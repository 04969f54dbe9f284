alter table question_patterns drop column translations;
