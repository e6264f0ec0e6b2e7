//! A parts list in CycloneDX 1.5. It holds no time and no random number: the same sources make the same list.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::Package;
use super::graph::{Graph, Part};
use crate::project::Project;

/// The list of a package.
pub(super) fn text(project: &Project, package: &Package, graph: &Graph) -> Result<String> {
    let mut components: Vec<Value> = graph.parts.iter().map(component).collect();
    let mut own: BTreeSet<String> = graph.needs[&graph.root].iter().map(|key| purl(key)).collect();
    if package.name == "jar" {
        let pom = std::fs::read_to_string(project.root.join("bindings-kotlin/jvm/pom.xml")).context("no pom.xml")?;
        for (group, name, version) in of_pom(&pom)? {
            let purl = format!("pkg:maven/{group}/{name}@{version}");
            components.push(json!({
                "type": "library", "bom-ref": purl, "group": group, "name": name, "version": version, "purl": purl,
            }));
            own.insert(purl);
        }
    }
    let root = format!("{}@{}", package.purl, graph.version);
    let mut dependencies = vec![json!({ "ref": root, "dependsOn": own })];
    for (key, needs) in graph.needs.iter().filter(|(key, _)| **key != graph.root) {
        let needs: Vec<String> = needs.iter().map(|key| purl(key)).collect();
        dependencies.push(json!({ "ref": purl(key), "dependsOn": needs }));
    }
    let bom = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": {
            "type": "library", "bom-ref": root, "name": "enkash", "version": graph.version, "purl": root,
            "licenses": [{ "expression": "Apache-2.0 OR MIT" }],
        } },
        "components": components,
        "dependencies": dependencies,
    });
    Ok(serde_json::to_string_pretty(&bom)? + "\n")
}

/// `name@version` in the registry's words.
fn purl(key: &str) -> String {
    format!("pkg:cargo/{key}")
}

fn component(part: &Part) -> Value {
    let purl = purl(&format!("{}@{}", part.name, part.version));
    let mut component = json!({
        "type": "library", "bom-ref": purl, "name": part.name, "version": part.version, "purl": purl,
        "licenses": [{ "expression": part.licence.replace('/', " OR ") }],
    });
    if let Some(checksum) = &part.checksum {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    component
}

/// What the jar needs when it runs: group, name, version.
fn of_pom(pom: &str) -> Result<Vec<(String, String, String)>> {
    let inside = |text: &str, tag: &str| {
        let (_, rest) = text.split_once(&format!("<{tag}>"))?;
        Some(rest.split_once(&format!("</{tag}>"))?.0.to_owned())
    };
    let list = inside(pom, "dependencies").context("a pom without dependencies")?;
    let needed =
        list.split("</dependency>").filter(|one| one.contains("<artifactId>") && !one.contains("<scope>test</scope>"));
    needed
        .map(|one| {
            let word = |tag: &str| inside(one, tag).with_context(|| format!("a dependency without {tag}"));
            let version = word("version")?;
            let named = version.strip_prefix("${").and_then(|name| name.strip_suffix('}'));
            let version =
                named.map_or(Some(version.clone()), |name| inside(pom, name)).context("a version without a value")?;
            Ok((word("groupId")?, word("artifactId")?, version))
        })
        .collect()
}

/// Whether the list names each linked crate once, with its hash unless it is ours, and nothing that is not there.
pub(super) fn check(text: &str, graph: &Graph) -> Result<()> {
    let bom: Value = serde_json::from_str(text).context("a list is JSON")?;
    let components = bom["components"].as_array().context("a list has components")?;
    let references: BTreeSet<&str> = components.iter().filter_map(|component| component["bom-ref"].as_str()).collect();
    ensure!(references.len() == components.len(), "a part is listed twice");
    for part in &graph.parts {
        let key = purl(&format!("{}@{}", part.name, part.version));
        ensure!(references.contains(key.as_str()), "{key} is linked and not listed");
        ensure!(part.checksum.is_some() || part.name.starts_with("enkash"), "{key} has no hash");
    }
    for dependency in bom["dependencies"].as_array().context("a list has dependencies")?.iter().skip(1) {
        let needs = dependency["dependsOn"].as_array().into_iter().flatten();
        for reference in needs.chain([&dependency["ref"]]).filter_map(Value::as_str) {
            ensure!(references.contains(reference), "{reference} is needed and not listed");
        }
    }
    for tool in ["syn", "proc-macro2", "proptest", "enkash-sandbox", "enkash-macros"] {
        ensure!(graph.parts.iter().all(|part| part.name != tool), "{tool} only helps to build and is listed");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jar_needs_what_is_no_test() {
        let pom = "<properties><jna.version>5.19</jna.version></properties><dependencies><dependency><groupId>g</groupId>\
            <artifactId>jna</artifactId><version>${jna.version}</version></dependency><dependency><groupId>g</groupId>\
            <artifactId>junit</artifactId><version>6</version><scope>test</scope></dependency></dependencies>";
        assert_eq!(of_pom(pom).expect("a list"), [("g".to_owned(), "jna".to_owned(), "5.19".to_owned())]);
        assert!(of_pom(&pom.replace("<jna.version>", "<jna>")).is_err());
    }
}
