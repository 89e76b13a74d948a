// Command kubeconfig answers what client-go makes of a kubeconfig: one line of base64 on standard input is one file,
// and each gets one line of JSON.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sort"

	utilerrors "k8s.io/apimachinery/pkg/util/errors"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
	"k8s.io/client-go/tools/clientcmd/api/latest"
	clientcmdv1 "k8s.io/client-go/tools/clientcmd/api/v1"
	"k8s.io/client-go/transport"
)

type verdict struct {
	LoadErr       string            `json:"loadErr,omitempty"`
	Validate      []string          `json:"validate,omitempty"`
	ConfirmUsable string            `json:"confirmUsable,omitempty"`
	Clusters      []string          `json:"clusters"`
	Contexts      []string          `json:"contexts"`
	Users         []string          `json:"users"`
	Current       string            `json:"current"`
	PerContextTLS map[string]string `json:"perContextTLS,omitempty"`
	Config        json.RawMessage   `json:"config,omitempty"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		data, err := base64.StdEncoding.DecodeString(string(line[:len(line)-1]))
		if err != nil {
			panic(err)
		}
		if err := encoder.Encode(judge(data)); err != nil {
			panic(err)
		}
	}
}

func judge(data []byte) (v verdict) {
	config, err := clientcmd.Load(data)
	if err != nil {
		v.LoadErr = err.Error()
		return v
	}
	v.Clusters = names(config.Clusters)
	v.Contexts = names(config.Contexts)
	v.Users = names(config.AuthInfos)
	v.Current = config.CurrentContext
	v.Validate = list(clientcmd.Validate(*config))
	if err := clientcmd.ConfirmUsable(*config, ""); err != nil {
		v.ConfirmUsable = err.Error()
	}
	v.PerContextTLS = map[string]string{}
	for name := range config.Contexts {
		v.PerContextTLS[name] = setUp(*config, name)
	}
	written := clientcmdv1.Config{Kind: "Config", APIVersion: "v1"}
	if err := latest.Scheme.Convert(config, &written, nil); err != nil {
		panic(err)
	}
	v.Config, err = json.Marshal(written)
	if err != nil {
		panic(err)
	}
	return v
}

// setUp leaves out plugins: they would be looked up or run.
func setUp(config clientcmdapi.Config, name string) string {
	client, err := clientcmd.NewNonInteractiveClientConfig(config, name, &clientcmd.ConfigOverrides{}, nil).ClientConfig()
	if err != nil {
		return "ClientConfig: " + err.Error()
	}
	client.ExecProvider = nil
	client.AuthProvider = nil
	if err := tlsConfig(client); err != nil {
		return "TLSConfigFor: " + err.Error()
	}
	return "ok"
}

func tlsConfig(client *rest.Config) error {
	config, err := client.TransportConfig()
	if err != nil {
		return err
	}
	_, err = transport.TLSConfigFor(config)
	return err
}

func list(err error) []string {
	var all utilerrors.Aggregate
	if !errors.As(err, &all) {
		if err == nil {
			return nil
		}
		return []string{fmt.Sprint(err)}
	}
	var texts []string
	for _, each := range all.Errors() {
		texts = append(texts, each.Error())
	}
	sort.Strings(texts)
	return texts
}

func names[T any](entries map[string]T) []string {
	var all []string
	for name := range entries {
		all = append(all, name)
	}
	sort.Strings(all)
	return all
}
