-- On Citus, once, by the owner, after the first migration and before the first workspace (docs/scale.md).
-- A workspace lies on one shard with all its tables; the two that belong to no workspace are on every node.
select create_reference_table('workspace');
select create_reference_table('pointer');
select create_distributed_table('log', 'workspace_id');
select create_distributed_table('event', 'workspace_id', colocate_with => 'log');
select create_distributed_table('playbook', 'workspace_id', colocate_with => 'log');
select create_distributed_table('member', 'workspace_id', colocate_with => 'log');
select create_distributed_table('subject', 'workspace_id', colocate_with => 'log');
select create_distributed_table('device', 'workspace_id', colocate_with => 'log');
select create_distributed_table('token', 'workspace_id', colocate_with => 'log');
select create_distributed_table('invitation', 'workspace_id', colocate_with => 'log');
select create_distributed_table('claim', 'workspace_id', colocate_with => 'log');
select create_distributed_table('erasure', 'workspace_id', colocate_with => 'log');
select create_distributed_table('erasure_mark', 'workspace_id', colocate_with => 'log');
select create_distributed_table('audit', 'workspace_id', colocate_with => 'log');
