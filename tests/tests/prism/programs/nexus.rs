//! Some of the 193 operations of the Oxide API: every method, parameters in the path and the query,
//! unions in bodies, and answers without a body.

use std::error::Error;

use nexus::disks::{
    DiskCreateOperation, DiskDeleteOperation, DiskListOperation, DiskMetricsListOperation,
};
use nexus::organizations::{
    OrganizationDeleteOperation, OrganizationPolicyUpdateOperation, OrganizationUpdateOperation,
    OrganizationViewOperation,
};
use nexus::types::{
    BlockSize, DiskCreate, DiskMetricName, DiskSource, DiskSourceBlank, DiskSourceBlankType,
    NameSortMode, OrganizationCreate, OrganizationRolePolicy, OrganizationUpdate,
};
use nexus::{Client, blocking};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let base_url = std::env::args().nth(1).ok_or("a base URL")?;
    let client = Client::builder(&base_url).build()?;

    let organizations = client.organizations();
    organizations
        .organization_create(OrganizationCreate::new("of mine", "acme"))
        .await?;
    organizations
        .organization_view(OrganizationViewOperation::new("acme"))
        .await?;
    let update = OrganizationUpdateOperation::new("acme", OrganizationUpdate::new().name("acme-2"));
    organizations.organization_update(update).await?;
    let policy =
        OrganizationPolicyUpdateOperation::new("acme", OrganizationRolePolicy::new(vec![]));
    organizations.organization_policy_update(policy).await?;
    organizations
        .organization_delete(OrganizationDeleteOperation::new("acme"))
        .await?;

    let disks = client.disks();
    let blank = DiskSource::Blank(DiskSourceBlank::new(
        BlockSize::Value512,
        DiskSourceBlankType::Blank,
    ));
    let disk = DiskCreate::new("of mine", blank, "disk-1", 1_073_741_824);
    disks
        .disk_create(DiskCreateOperation::new("acme", "project", disk))
        .await?;
    let list = DiskListOperation::new("acme", "project")
        .limit(10)
        .sort_by(NameSortMode::NameAscending);
    let listed = disks.disk_list(list.clone()).await?;
    let metrics =
        DiskMetricsListOperation::new("acme", "project", "disk-1", DiskMetricName::ReadBytes)
            .start_time("2026-01-01T00:00:00Z")
            .end_time("2026-01-02T00:00:00Z");
    disks.disk_metrics_list(metrics).await?;
    disks
        .disk_delete(DiskDeleteOperation::new("acme", "project", "disk-1"))
        .await?;

    // A name that the document does not allow is refused.
    let error = organizations
        .organization_view(OrganizationViewOperation::new("Not A Name"))
        .await
        .expect_err("it is refused");
    assert!(error.is_refused(), "{error}");

    let client = blocking::Client::builder(&base_url).build()?;
    assert_eq!(
        client.disks().disk_list(list).send()?.items.len(),
        listed.items.len()
    );
    println!("11 calls, {} disks", listed.items.len());
    Ok(())
}
