-- One run of the deployment tool, as its log tells it: the steps and patches of an outage, or what refused one.
-- run: a DeploymentRun as JSON. A longer log of the same run replaces it.
CREATE TABLE deployment_run (
  started_at INTEGER PRIMARY KEY,
  outage TEXT,
  ending TEXT NOT NULL,
  source TEXT NOT NULL,
  run TEXT NOT NULL CHECK (json_valid(run))
) STRICT;
CREATE INDEX deployment_run_by_outage ON deployment_run (outage);
